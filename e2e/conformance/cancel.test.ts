import { describe, expect, it } from 'vitest';
import { ctap20 } from '#e2e/authenticator/profiles/ctap20.ts';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import { pico } from '#e2e/authenticator/profiles/pico.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { plugIn } from './bench.ts';
import { enrol } from './enrolment.ts';
import { expectRecovery } from './faulty.ts';
import { createQuickCrypto } from './quickCrypto.ts';

/** Gives up an enrolment when the nth report has gone to the key. @returns how it ended */
async function giveUpAt(profile: Profile, report: number) {
  const bench = plugIn(profile, { makeCrypto: createQuickCrypto, touch: { afterMs: 300 } });
  const stop = new AbortController();
  const stopWatching = bench.onSent((count) => {
    if (count === report) stop.abort();
  });
  const outcome = await bench.run(
    enrol(bench.client, bench.platform, { signal: stop.signal }).then(
      () => 'done',
      (error: unknown) => error,
    ),
  );
  stopWatching();
  return { bench, outcome };
}

describe.each([opensk, ctap20, pico])('$id given up at every report', (profile) => {
  it('ends as cancelled and goes on in the same plug, without another attempt at the PIN', async () => {
    let report = 1;
    for (; report < 100; report += 1) {
      const { bench, outcome } = await giveUpAt(profile, report);
      if (outcome === 'done') break;
      expect(outcome, `report ${report}`).toMatchObject({ code: 'cancelled' });
      expect(bench.key.isWaitingForTouch()).toBe(false);
      await expectRecovery(bench);
    }
    expect(report).toBeGreaterThan(15);
    expect(report).toBeLessThan(100);
  });
});
