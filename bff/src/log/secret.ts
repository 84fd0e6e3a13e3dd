import { inspect } from 'node:util';

const REDACTED = '[redacted]';

/**
 * A value that must not be seen: it prints as `[redacted]` wherever it lands by accident (string, JSON, inspect, log).
 * Only {@link Secret.reveal} gives the value, so that each use is easy to find.
 */
export class Secret<T> {
  readonly #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The value itself. Call it as late as possible and keep no copy. */
  reveal(): T {
    return this.#value;
  }

  toString(): string {
    return REDACTED;
  }

  toJSON(): string {
    return REDACTED;
  }

  [inspect.custom](): string {
    return REDACTED;
  }
}
