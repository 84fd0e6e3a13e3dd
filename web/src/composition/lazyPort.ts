import { callOf } from '#web/usecases/portCall.ts';

/** A port that is loaded by its first call: for pages that most people never open. Every member is a call. */
export function lazyPort<Port extends object>(load: () => Promise<Port>): Port {
  return new Proxy({} as Port, {
    get:
      (_, name) =>
      async (...args: unknown[]): Promise<unknown> =>
        callOf(await load(), name)(...args),
  });
}
