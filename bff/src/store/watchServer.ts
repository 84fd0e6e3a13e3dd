import { setTimeout as delay } from 'node:timers/promises';

/** A server that is looked after. */
export interface WatchedServer {
  hasEnded(): Promise<boolean>;
  startAgain(): Promise<void>;
  onChange(state: 'ended' | 'startedAgain'): void;
}

const LOOK_EVERY_MS = 500;

/**
 * Looks whether a server runs, and starts it again where it was killed, as by a host that is short of memory. One that
 * does not start is tried again for as long as it takes.
 * @returns stops looking; resolves when nothing is being started any more.
 */
export function watchServer(server: WatchedServer): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;

  async function look(): Promise<void> {
    let isDown = false;
    while (!signal.aborted) {
      // It keeps no process alive; what it waits for may be given up at any time.
      await delay(LOOK_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (signal.aborted || !(await server.hasEnded()) || signal.aborted) continue;
      if (!isDown) server.onChange('ended');
      isDown = true;
      const isUp = await server.startAgain().then(
        () => true,
        () => false,
      );
      if (!isUp) continue;
      isDown = false;
      server.onChange('startedAgain');
    }
  }

  const looking = look();
  return async () => {
    stopping.abort();
    await looking;
  };
}
