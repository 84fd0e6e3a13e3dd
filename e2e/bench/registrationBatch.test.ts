import { describe, expect, it } from 'vitest';
import { registerBatch } from './registrationBatch.ts';

describe('a batch over two backends at the published quota', () => {
  it('gives nothing up, meets no refusal, is shared fairly and leaves people their turn', async () => {
    const batch = await registerBatch(3_000);
    expect(batch).toMatchObject({ givenUp: 0, throttled: 0 });
    // From 10 a second up, by a half each 10 s: a little more than four minutes.
    expect(batch.minutes).toBeLessThan(4.4);
    expect(batch.leastShare).toBeGreaterThan(0.45);
    expect(Math.max(...batch.personWaitsMs)).toBeLessThan(50);
  });
});
