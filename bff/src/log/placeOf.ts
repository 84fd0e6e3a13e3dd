/**
 * Where an error was thrown, as `file:line` of our own code. The text of an unknown error may hold input; its place does
 * not.
 */
export function placeOf(error: unknown): string | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  const frame = /\/(?:bff|shared)\/([\w./-]+:\d+):\d+\)?$/m.exec(stack ?? '');
  return frame?.[1];
}
