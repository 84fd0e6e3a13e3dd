const FRAME = /^ +at .*\/(?:bff|shared)\/([\w./-]+:\d+):\d+\)?$/m;

/**
 * Where an error was thrown, as `file:line` of our own code. The text of an unknown error may hold input; its place does
 * not, so everything up to the end of the text is cut off the stack first.
 */
export function placeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  const start = error.stack.indexOf(error.message);
  if (start < 0) return undefined;
  return FRAME.exec(error.stack.slice(start + error.message.length))?.[1];
}
