/** The call of that name of a port, all of whose members are calls. */
export function callOf(
  port: object,
  name: string | symbol,
): (...args: unknown[]) => Promise<unknown> {
  return Reflect.get(port, name) as (...args: unknown[]) => Promise<unknown>;
}
