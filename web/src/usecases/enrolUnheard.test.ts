import { describe, expect, it } from 'vitest';
import { createManualClock } from '#e2e/authenticator/manualClock.ts';
import { ctap20 } from '#e2e/authenticator/profiles/ctap20.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey, type SoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { toHex } from '#shared/bytes/hex.ts';
import { utf8Encode } from '#shared/bytes/utf8.ts';
import { createStationBench } from '#web/composition/testing/stationBench.ts';

const TYPED_PIN = '829164';

type UnheardBench = ReturnType<typeof createBench>;

function createBench(profileId?: string) {
  const clock = createManualClock();
  const random = createSeededRandom('station');
  const bench = createStationBench(clock, random, profileId);
  return {
    ...bench,
    cancel: () => bench.station.cancel(bench.run().enrolment.id),
    makeKey: (profile: Profile = yubikey5) =>
      createSoftwareKey({ profile, clock, random, serial: 12345678, touch: 'immediate' }),
  };
}

/** The key has made its passkey and is out of its port before it could say so; then the enrolment is cancelled. */
async function cancelledTooLate(profile?: Profile) {
  const bench = createBench();
  const key = bench.makeKey(profile);
  await bench.plug(key);
  key.faults.add({ kind: 'crashAfterEffect', command: 'makeCredential', times: 1 });
  await bench.enrol();
  await bench.need('plug');
  expect(key.snapshot().credentials).toHaveLength(1);
  bench.cancel();
  await bench.until(() => bench.model.types.at(-1) === 'cancelled', 'the cancel');
  await bench.need('plug');
  return { bench, key };
}

/** Left at the touch, with the PIN typed. */
async function waitingForTouch(bench: UnheardBench, key: SoftwareKey): Promise<void> {
  key.setTouchPolicy('manual');
  await bench.plug(key);
  await bench.enrol();
  await bench.need('pin');
  bench.station.answerPin(bench.run().enrolment.id, TYPED_PIN);
  await bench.need('touch');
}

/** A key of the past, whose holder knows its PIN. */
async function withPin(bench: UnheardBench): Promise<SoftwareKey> {
  const before = createBench('holder-present');
  const key = bench.makeKey();
  await waitingForTouch(before, key);
  key.touch();
  await before.ended();
  key.powerDown();
  return key;
}

/** Puts another person's passkey for the same RP beside the one that the key holds. */
function addOtherPersons(key: SoftwareKey): string {
  const state = JSON.parse(key.serialise()) as { credentials: Record<string, unknown>[] };
  const [credential] = state.credentials;
  const bytes = (text: string) => ({ $bytes: toBase64Url(utf8Encode(text)) });
  const other = { ...credential, credentialId: bytes('other passkey'), userId: bytes('other') };
  key.restore(JSON.stringify({ ...state, credentials: [...state.credentials, other] }));
  return toHex(utf8Encode('other passkey'));
}

describe('a passkey that nobody heard of', () => {
  it('is found and removed when the enrolment is cancelled, once its key is back', async () => {
    const { bench, key } = await cancelledTooLate();
    await bench.plug(key);
    await bench.ended('rolledBack');
    expect(key.snapshot()).toMatchObject({ credentials: [], resets: 0 });
    expect(bench.run().enrolment.action).toMatchObject({ left: null });
  });

  it('is not mixed up with a passkey of somebody else on the same key', async () => {
    const { bench, key } = await cancelledTooLate();
    const credentialId = addOtherPersons(key);
    await bench.plug(key);
    await bench.ended('rolledBack');
    expect(key.snapshot().credentials).toMatchObject([{ credentialId }]);
  });

  it('is said to be left where the key is not to be had any more', async () => {
    const { bench } = await cancelledTooLate();
    bench.cancel();
    await bench.ended('rolledBack');
    expect(bench.run().enrolment.action).toMatchObject({ left: 'cancelled' });
  });

  it('goes by an erasing where the key removes nothing, after a word', async () => {
    const { bench, key } = await cancelledTooLate(ctap20);
    await bench.plug(key);
    await bench.need('confirmReset');
    const { resetReason, enrolment } = bench.run();
    expect(resetReason).toBe('command_unsupported');
    expect(enrolment.takingBack).toBe('cancelled');
    expect(key.snapshot().resets).toBe(0);
    bench.station.confirmReset(enrolment.id);
    await bench.ended('rolledBack');
    expect(key.snapshot()).toMatchObject({ credentials: [], resets: 1, pinSet: false });
    expect(bench.run().enrolment.action).toMatchObject({ left: null });
  });
});

describe('a passkey of a typed PIN', () => {
  it('is announced before the key is asked to make it', async () => {
    const bench = createBench('holder-present');
    const key = bench.makeKey();
    await waitingForTouch(bench, key);
    expect(bench.model.types.at(-1)).toBe('credentialStarted');
    key.touch();
    await bench.ended();
  });

  it('is looked for with the PIN that was typed, without asking for it again', async () => {
    const bench = createBench('holder-present');
    await waitingForTouch(bench, bench.makeKey());
    bench.cancel();
    await bench.ended('rolledBack');
    expect(bench.model.types).toContain('credentialsFound');
  });

  it('is not looked for where the PIN was never typed', async () => {
    const bench = createBench('keep-pin');
    await bench.plug(await withPin(bench));
    await bench.enrol();
    await bench.need('pin');
    bench.cancel();
    await bench.ended('rolledBack');
    expect(bench.model.types).not.toContain('credentialStarted');
    expect(bench.run().enrolment.action).toMatchObject({ left: null });
  });

  it('leaves nothing to insist on until the backend has heard of the cancelling', async () => {
    const bench = createBench('keep-pin');
    await bench.plug(await withPin(bench));
    await bench.enrol();
    await bench.need('pin');
    bench.cancel();
    expect(bench.run()).toMatchObject({ phase: 'cancelling', need: null });
    await bench.ended('rolledBack');
  });

  it('is not made where the enrolment was cancelled elsewhere while the PIN was typed', async () => {
    const bench = createBench('keep-pin');
    const key = await withPin(bench);
    await bench.plug(key);
    await bench.enrol();
    await bench.need('pin');
    await bench.model.cancelEnrolment({ keyIsLost: false });
    const before = key.snapshot().requests.length;
    bench.station.answerPin(bench.run().enrolment.id, TYPED_PIN);
    await bench.ended('rolledBack');
    expect(key.snapshot().requests.slice(before)).not.toContain('makeCredential');
  });
});
