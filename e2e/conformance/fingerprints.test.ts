import { describe, expect, it } from 'vitest';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { yubikeyBio } from '#e2e/authenticator/profiles/yubikeyBio.ts';
import { hasBuiltInUv } from '#shared/ctap/features.ts';
import { type Bench, FIT_MODELS, plugIn } from './bench.ts';
import { enrol, makeFor, prove, RP_ID } from './enrolment.ts';

/** Before CTAP 2.1 was final: fingerprints under the preview number, and tokens without permissions. */
const bioPreview: Profile = {
  ...yubikeyBio,
  id: 'bioPreview',
  info: {
    ...yubikeyBio.info,
    versions: ['U2F_V2', 'FIDO_2_0', 'FIDO_2_1_PRE'],
    options: {
      rk: true,
      up: true,
      uv: false,
      plat: false,
      clientPin: false,
      credentialMgmtPreview: true,
      userVerificationMgmtPreview: false,
    },
    pinUvAuthProtocols: [1],
  },
  quirks: {
    ...yubikeyBio.quirks,
    credentialManagementCommands: [0x41],
    bioEnrollmentCommands: [0x40],
  },
};
const PERMISSION_GA = 2;

async function withPin(profile: Profile): Promise<Bench> {
  const bench = plugIn(profile);
  await bench.run(bench.client.setPin({ platform: bench.platform }));
  return bench;
}

/** Puts a whole finger on the key. */
async function layFinger(bench: Bench): Promise<Uint8Array> {
  const enrolment = await bench.run(bench.client.enrollFingerprint({ platform: bench.platform }));
  for (let touch = 0; touch < 20; touch += 1) {
    const { remainingSamples } = await bench.run(enrolment.capture());
    if (remainingSamples === 0) break;
  }
  return enrolment.templateId ?? new Uint8Array();
}

describe.each([yubikeyBio, bioPreview])('the fingerprints of $id', (profile) => {
  it('are put on touch by touch, with a word on each touch', async () => {
    const bench = await withPin(profile);
    const { client, platform, key } = bench;
    expect(await bench.run(client.fingerprintSensor())).toMatchObject({ maxCaptureSamples: 5 });
    key.scriptSamples(0, 5, 1, 0);
    const enrolment = await bench.run(client.enrollFingerprint({ platform }));
    expect(enrolment.templateId).toBeUndefined();
    const said = [];
    for (let touch = 0; touch < 7; touch += 1) said.push(await bench.run(enrolment.capture()));
    expect(said.map(({ feedback, remainingSamples }) => `${feedback} ${remainingSamples}`)).toEqual(
      ['good 4', 'too_fast 4', 'too_high 4', 'good 3', 'good 2', 'good 1', 'good 0'],
    );
    expect(key.snapshot().fingerprints).toHaveLength(1);
    expect(hasBuiltInUv(await bench.run(client.getInfo()))).toBe(true);
  });

  it('are listed, named and removed', async () => {
    const bench = await withPin(profile);
    const { client, platform } = bench;
    expect(await bench.run(client.listFingerprints({ platform }))).toEqual([]);
    const first = await layFinger(bench);
    const second = await layFinger(bench);
    const named = { platform, templateId: first, friendlyName: 'Zeigefinger' };
    await bench.run(client.renameFingerprint(named));
    expect(await bench.run(client.listFingerprints({ platform }))).toEqual([
      { templateId: first, friendlyName: 'Zeigefinger' },
      { templateId: second, friendlyName: undefined },
    ]);
    await bench.run(client.removeFingerprint({ platform, templateId: second }));
    await bench.run(client.removeFingerprint({ platform, templateId: first }));
    expect(await bench.run(client.listFingerprints({ platform }))).toEqual([]);
    expect(hasBuiltInUv(await bench.run(client.getInfo()))).toBe(false);
    const gone = client.removeFingerprint({ platform, templateId: first });
    expect(await bench.fail(gone)).toMatchObject({ code: 'option_unsupported', status: 0x2c });
  });
});

describe('fingerprints of a YubiKey Bio', () => {
  it('verify the holder in place of the PIN, for a proof as well as for a credential', async () => {
    const bench = await withPin(yubikeyBio);
    await layFinger(bench);
    const { client, platform } = bench;
    const { credential } = await bench.run(makeFor(client, platform, 'alex'));
    bench.requests();
    const proof = await bench.run(
      client.getAssertion({
        platform,
        by: 'uv',
        rpId: RP_ID,
        clientDataHash: new Uint8Array(32),
        allowList: [credential],
      }),
    );
    expect(proof.authData[32]).toBe(0x05);
    expect(bench.requests()).toContain('clientPin.getTokenUsingUv');
  });

  it('of a stranger are refused, and block the sensor until the PIN is entered', async () => {
    const bench = await withPin(yubikeyBio);
    await layFinger(bench);
    const { client, platform, key } = bench;
    key.setTouchPolicy('manual');
    key.onChange(() => {
      if (key.isWaitingForTouch()) queueMicrotask(() => key.touch('left thumb'));
    });
    const byFinger = () =>
      client.acquireToken({ platform, by: 'uv', permissions: PERMISSION_GA, rpId: RP_ID });
    expect(await bench.fail(byFinger())).toMatchObject({ code: 'uv_invalid' });
    expect(await bench.run(client.uvRetries())).toBe(2);
    expect(await bench.fail(byFinger())).toMatchObject({ code: 'uv_invalid' });
    expect(await bench.fail(byFinger())).toMatchObject({ code: 'uv_blocked' });
    expect(await bench.fail(byFinger())).toMatchObject({ code: 'uv_blocked' });
    await bench.run(client.acquireToken({ platform, permissions: PERMISSION_GA, rpId: RP_ID }));
    expect(await bench.run(client.uvRetries())).toBe(3);
    expect(key.snapshot().pinRetries).toBe(8);
  });

  it('may be given up half-way, and begun anew', async () => {
    const bench = await withPin(yubikeyBio);
    const { client, platform, key } = bench;
    const enrolment = await bench.run(client.enrollFingerprint({ platform }));
    await bench.run(enrolment.capture());
    await bench.run(enrolment.cancel());
    expect(enrolment.templateId).toBeUndefined();
    expect(key.snapshot().fingerprints).toEqual([]);
    await layFinger(bench);
    expect(key.snapshot().fingerprints).toHaveLength(1);
  });

  it('are given up while the sensor waits for a touch', async () => {
    const bench = await withPin(yubikeyBio);
    bench.key.setTouchPolicy('manual');
    const { client, platform } = bench;
    const enrolment = await bench.run(client.enrollFingerprint({ platform }));
    const stop = new AbortController();
    const capture = enrolment.capture({ signal: stop.signal });
    capture.catch(() => undefined);
    await bench.clock.advance(1_000);
    expect(bench.key.isWaitingForTouch()).toBe(true);
    stop.abort();
    expect(await bench.fail(capture)).toMatchObject({ code: 'cancelled' });
    bench.key.setTouchPolicy('immediate');
    await layFinger(bench);
    expect(bench.key.snapshot().fingerprints).toHaveLength(1);
  });

  it('are five at most', async () => {
    const bench = await withPin(yubikeyBio);
    for (let finger = 0; finger < 5; finger += 1) await layFinger(bench);
    const { client, platform } = bench;
    const sixth = await bench.run(client.enrollFingerprint({ platform }));
    expect(await bench.fail(sixth.capture())).toMatchObject({ code: 'key_store_full' });
  });

  it('end with the key pulled out at any touch, and what was whole stays', async () => {
    for (let touches = 0; touches < 5; touches += 1) {
      const bench = await withPin(yubikeyBio);
      await layFinger(bench);
      const { client, platform, key } = bench;
      const enrolment = await bench.run(client.enrollFingerprint({ platform }));
      for (let touch = 0; touch < touches; touch += 1) await bench.run(enrolment.capture());
      key.powerDown();
      expect(await bench.fail(enrolment.capture())).toMatchObject({ code: 'device_removed' });
      bench.replug();
      expect(await bench.run(bench.client.listFingerprints({ platform }))).toHaveLength(1);
    }
  });

  it('survive an enrolment of a credential by PIN', async () => {
    const bench = await withPin(yubikeyBio);
    await layFinger(bench);
    const done = await bench.run(enrol(bench.client, bench.platform));
    expect(done.authData.flags.userVerified).toBe(true);
    expect(bench.key.snapshot().fingerprints).toHaveLength(1);
    await bench.run(bench.client.changePin({ platform: bench.changing }));
    expect(await bench.fail(prove(bench.client, bench.platform, done.credential))).toMatchObject({
      code: 'pin_invalid',
    });
  });

  it.each(FIT_MODELS.filter(({ fingerprints }) => fingerprints === undefined))(
    'are not asked of $id, which has no sensor',
    async (profile) => {
      const bench = await withPin(profile);
      bench.requests();
      const { client, platform } = bench;
      for (const call of [
        () => client.fingerprintSensor(),
        () => client.listFingerprints({ platform }),
        () => client.enrollFingerprint({ platform }),
      ]) {
        expect(await bench.fail(call())).toMatchObject({ code: 'command_unsupported' });
      }
      expect(bench.requests().filter((name) => name !== 'getInfo')).toEqual([]);
    },
  );
});
