import { describe, expect, it, vi } from 'vitest';
import { watchServer } from './watchServer.ts';

describe('a server that is looked after', { timeout: 20_000 }, () => {
  it('is started again for as long as it takes, and both ends of that are told once', async () => {
    const changes: string[] = [];
    let isDown = true;
    let tries = 0;
    const stop = watchServer({
      hasEnded: async () => isDown,
      async startAgain() {
        tries += 1;
        if (tries < 3) throw new TypeError('no memory');
        isDown = false;
      },
      onChange: (state) => changes.push(state),
    });
    await vi.waitFor(() => expect(changes).toEqual(['ended', 'startedAgain']), 15_000);
    expect(tries).toBe(3);
    await stop();
  });

  it('is not started any more once nobody looks, and a start under way is waited for', async () => {
    let come: () => void = () => undefined;
    const starting = new Promise<void>((resolve) => {
      come = resolve;
    });
    let finish: () => void = () => undefined;
    let tries = 0;
    const stop = watchServer({
      hasEnded: async () => true,
      startAgain() {
        tries += 1;
        come();
        return new Promise((resolve) => {
          finish = resolve;
        });
      },
      onChange: () => undefined,
    });
    await starting;
    let isStopped = false;
    const stopping = stop().then(() => {
      isStopped = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(isStopped).toBe(false);
    finish();
    await stopping;
    expect(tries).toBe(1);
  });
});
