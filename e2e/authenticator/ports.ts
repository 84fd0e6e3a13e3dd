/** Time as a software key sees it. Real in the demo, moved by hand in tests. */
export interface Clock {
  /** Milliseconds; only differences matter. */
  now(): number;
  /** @returns a function that takes the timer back. */
  setTimeout(callback: () => void, ms: number): () => void;
}

export type RandomBytes = (length: number) => Uint8Array;

/** Where a key keeps what survives unplugging: one text, written after each change. */
export interface KeyStorage {
  load(): string | undefined;
  save(state: string): void;
}

/**
 * What the person at the key does when it asks for a touch: `manual` waits for `touch()`, `immediate` touches at once,
 * `never` lets it time out, `deny` declines, `afterMs` touches after that many milliseconds.
 */
export type TouchPolicy = 'manual' | 'immediate' | 'never' | 'deny' | { readonly afterMs: number };
