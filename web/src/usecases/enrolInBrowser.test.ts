import { describe, expect, it } from 'vitest';
import { createManualClock } from '#e2e/authenticator/manualClock.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createStationBench } from '#web/composition/testing/stationBench.ts';
import type { BrowserWay } from './ports.ts';
import { BrowserBackend } from './testing/browserBackend.ts';

const MADE = { clientDataJson: 'AQ', attestationObject: 'Ag' };
const PROVED = { clientDataJson: 'AQ', authenticatorData: 'Ag', signature: 'Aw' };

/** A station whose extension does as a test says. */
async function begin(change: Partial<BrowserWay> = {}) {
  const profile = BUILT_IN_PROFILES.find(({ id }) => id === 'keep-pin');
  if (profile === undefined) throw new TypeError('there is no such profile');
  const model = new BrowserBackend(profile);
  const asked: unknown[] = [];
  const extension: BrowserWay = {
    probe: async () => {},
    create: async (request) => {
      asked.push(request);
      return MADE;
    },
    prove: async (request) => {
      asked.push(request);
      return PROVED;
    },
    ...change,
  };
  const bench = createStationBench(createManualClock(), createSeededRandom('browser'), 'keep-pin', {
    backend: {
      startEnrolment: () => model.startEnrolment(),
      enrolment: () => model.enrolment(),
      reportEvent: (id, body) => model.reportEvent(id, body),
      cancelEnrolment: () => model.cancelEnrolment(),
    },
    ways: { extension },
  });
  await bench.station.enrol({ userId: 'h', profileId: 'keep-pin', way: 'extension' });
  return { bench, model, asked, id: bench.run().enrolment.id };
}

/** Fails as often as there are codes, then does as it is told. */
function failing<Result>(result: Result, ...codes: AppError['code'][]) {
  return async () => {
    const code = codes.shift();
    if (code !== undefined) throw new AppError(code, 'as the test wants it');
    return result;
  };
}

describe('enrolling through the browser', () => {
  it('ends with a proven key, each effect announced before it', async () => {
    const { bench, model, asked } = await begin();
    await bench.ended();
    expect(model.types).toEqual([
      ...['started', 'optionsIssued', 'credentialStarted', 'credentialMade', 'postStarted'],
      ...['registered', 'proofAsked', 'proved', 'policyApplied', 'finished'],
    ]);
    expect(asked).toEqual([
      { options: '{}', timeoutMs: expect.any(Number) },
      { rpId: 'login.microsoft.com', credentialId: 'Yw', nonce: 'bg', timeoutMs: 180_000 },
    ]);
  });

  it('fetches no challenge and announces nothing while the extension is not there', async () => {
    const { bench, model, id } = await begin({ probe: failing(undefined, 'extension_missing') });
    await bench.need('tryAgain');
    expect(bench.run().failure?.code).toBe('extension_missing');
    expect(model.types).toEqual(['started', 'stepFailed']);
    bench.station.tryAgain(id);
    await bench.ended();
  });

  it('tells what went wrong in the window and opens another one only when the person says so', async () => {
    const { bench, model, id } = await begin({
      create: failing(MADE, 'extension_window_closed', 'browser_timed_out'),
    });
    for (const code of ['extension_window_closed', 'browser_timed_out']) {
      await bench.until(() => bench.run().failure?.code === code, code);
      await bench.need('tryAgain');
      bench.station.tryAgain(id);
    }
    await bench.ended();
    expect(model.types.filter((type) => type === 'credentialStarted')).toHaveLength(3);
  });

  it('asks the person also where the challenge ran out meanwhile', async () => {
    const clock = { late: () => {} };
    const timesOut = failing(MADE, 'browser_timed_out');
    const { bench, model, id } = await begin({
      create: () => {
        clock.late();
        return timesOut();
      },
    });
    clock.late = () => {
      model.now += 300_000;
      clock.late = () => {};
    };
    await bench.need('tryAgain');
    expect(bench.run().failure?.code).toBe('browser_timed_out');
    expect(bench.run().enrolment.action).toEqual({ kind: 'beginCeremony' });
    bench.station.tryAgain(id);
    await bench.ended();
    expect(model.types.filter((type) => type === 'optionsIssued')).toHaveLength(2);
  });

  it('closes the window and says what may be left on the key when the person cancels', async () => {
    const { bench, id } = await begin({
      create: (_request, { signal } = {}) =>
        new Promise((_, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        }),
    });
    await bench.need('browser');
    bench.station.cancel(id);
    await bench.ended('rolledBack');
    expect(bench.run().enrolment.action).toEqual({
      ...{ kind: 'rolledBack', code: 'cancelled', left: 'way_cannot_remove' },
    });
  });
});
