/** A time that jumps to the next thing to happen as soon as nobody has anything to do. For tests and simulations. */
export class VirtualTime {
  #now = 0;
  /** Ordered by time; those of the same time in the order in which they came. */
  readonly #sleepers: { readonly at: number; wake: () => void }[] = [];
  readonly clock = { now: () => this.#now };

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper = { at: this.#now + ms, wake: resolve };
      const later = this.#sleepers.findIndex(({ at }) => at > sleeper.at);
      this.#sleepers.splice(later === -1 ? this.#sleepers.length : later, 0, sleeper);
      signal?.addEventListener('abort', () => {
        const index = this.#sleepers.indexOf(sleeper);
        if (index !== -1) this.#sleepers.splice(index, 1);
        reject(signal.reason);
      });
    });

  /** Lets time pass until that is done. @throws TypeError when it waits for something that never comes. */
  async run<T>(work: Promise<T>): Promise<T> {
    let isDone = false;
    const end = () => {
      isDone = true;
    };
    work.then(end, end);
    for (;;) {
      // Everything that can happen now has happened when a macrotask gets its turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (isDone) return work;
      const next = this.#sleepers.shift();
      if (next === undefined) throw new TypeError('nobody sleeps and nothing is done');
      this.#now = Math.max(this.#now, next.at);
      next.wake();
    }
  }
}
