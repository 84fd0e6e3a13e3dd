import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMoments } from './moments.ts';

describe('a moment', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('comes with the nth thing of its kind, and its delay', async () => {
    const moments = createMoments();
    let hasCome = false;
    const coming = moments
      .wait({ after: 'posted', nth: 2, ms: 20 }, new AbortController().signal)
      .then((come) => {
        hasCome = come;
      });
    moments.happened('posted');
    moments.happened('asked');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(hasCome).toBe(false);
    moments.happened('posted');
    await vi.advanceTimersByTimeAsync(19);
    expect(hasCome).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(hasCome).toBe(true);
    await coming;
  });

  it('does not come when all is over before', async () => {
    const moments = createMoments();
    const over = new AbortController();
    const waiting = moments.wait({ after: 'settingPin', nth: 1, ms: 0 }, over.signal);
    over.abort();
    expect(await waiting).toBe(false);
    expect(await moments.wait({ after: 'began', nth: 1, ms: 0 }, over.signal)).toBe(false);
  });

  it('does not come when all is over during its delay', async () => {
    const moments = createMoments();
    const over = new AbortController();
    const waiting = moments.wait({ after: 'began', nth: 1, ms: 50 }, over.signal);
    await vi.advanceTimersByTimeAsync(49);
    over.abort();
    expect(await waiting).toBe(false);
  });
});
