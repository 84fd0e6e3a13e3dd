import { describe, expect, it } from 'vitest';
import { createManualClock } from '#e2e/authenticator/manualClock.ts';
import { KEY_CATALOGUE } from '#e2e/authenticator/profiles/catalogue.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { u2fOnly } from '#e2e/authenticator/profiles/variants.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { createSoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { pluggedKey } from '#shared/api/index.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { createLocalPinUvPlatform } from '#shared/ctap/pinuv/localPinUvPlatform.ts';
import { isSameKey } from '#shared/enrolment/keyIdentity.ts';
import { FakeHid } from '#web/adapters/webhid/testing/fakeHid.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import { openKeySession } from './keySession.ts';
import { observeKey } from './observeKey.ts';
import { probeCredentials } from './probeCredentials.ts';

const RP_ID = 'login.microsoft.com';

function createBench(profile: Profile) {
  const clock = createManualClock();
  const random = createSeededRandom(profile.id);
  const crypto = createNobleCrypto(random);
  const hid = new FakeHid();
  let uuids = 0;
  const randomUuid = () => `00000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}`;
  const devices = createWebHidDevices({ host: { hid }, now: clock.now, randomUuid });
  const key = createSoftwareKey({ profile, clock, random, serial: 12345678, touch: 'immediate' });
  const platform = { timers: clock, randomBytes: random, randomUuid };
  return {
    key,
    crypto,
    async plug() {
      hid.plug(key, profile);
      const [device] = devices.current();
      if (device === undefined) throw new Error('no device');
      return openKeySession(device, { platform, crypto });
    },
  };
}

async function makeCredentials(bench: ReturnType<typeof createBench>, count: number) {
  const session = await bench.plug();
  const ids: Uint8Array[] = [];
  for (let index = 0; index < count; index += 1) {
    const { authData } = await session.client.makeCredential({
      clientDataHash: new Uint8Array(32),
      rp: { id: RP_ID },
      user: { id: Uint8Array.of(index), name: 'n', displayName: 'd' },
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      options: { rk: true },
    });
    const length = new DataView(authData.buffer, authData.byteOffset).getUint16(53);
    ids.push(authData.slice(55, 55 + length));
  }
  return { session, ids };
}

describe('reading a key', () => {
  it.each(
    KEY_CATALOGUE.filter(({ id }) => id !== u2fOnly.id).map((model) => [model.id, model] as const),
  )('gives the backend what it takes, for %s', async (_, model) => {
    const { plugged } = await observeKey(await createBench(model).plug(), null);
    expect(pluggedKey.parse(plugged)).toEqual(plugged);
    expect(plugged.observation).toMatchObject({ hasPin: false, pinRetries: null, holds: [] });
  });

  it('stops at a key that speaks U2F only, and closes it', async () => {
    await expect(createBench(u2fOnly).plug()).rejects.toMatchObject({ code: 'key_without_fido2' });
  });

  it('costs four requests for a fresh key', async () => {
    const bench = createBench(yubikey5);
    await observeKey(await bench.plug(), null);
    expect(bench.key.snapshot().requests).toHaveLength(4);
    expect(bench.key.snapshot().requests.slice(0, 2)).toEqual(['INIT', 'getInfo']);
  });

  it('knows the same key again after a replug, and with other settings', async () => {
    const bench = createBench({ ...yubikey5, readConfig: false });
    const before = await bench.plug();
    const platform = createLocalPinUvPlatform({ crypto: bench.crypto, pin: '829164' });
    await before.client.setPin({ platform });
    await before.client.toggleAlwaysUv({ platform });
    bench.key.powerDown();
    expect(before.ended).toBe(true);
    const after = await bench.plug();
    expect(after.id).not.toBe(before.id);
    expect(isSameKey(after.identity, before.identity)).toBe(true);
    expect((await observeKey(after, null)).plugged.observation).toMatchObject({
      hasPin: true,
      alwaysUv: true,
      pinRetries: 8,
      holds: null,
    });
  });
});

describe('looking for credentials on a key', () => {
  it('finds each one, among more ids than the key takes at once', async () => {
    const bench = createBench(yubikey5);
    const { session, ids } = await makeCredentials(bench, 3);
    const strangers = Array.from({ length: 10 }, (_, index) => new Uint8Array(64).fill(index));
    const found = await probeCredentials(session.client, session.info, RP_ID, [
      ...strangers,
      ...ids,
    ]);
    expect(found?.toSorted()).toEqual(ids.map(toBase64Url).toSorted());
    expect(bench.key.snapshot().touches).toBe(3);
  });

  it('says that the key does not tell, where it refuses to look without a touch', async () => {
    const bench = createBench(yubikey5);
    const { session, ids } = await makeCredentials(bench, 1);
    bench.key.faults.add({ kind: 'status', command: 'getAssertion', status: 0x2b });
    expect(await probeCredentials(session.client, session.info, RP_ID, ids)).toBeNull();
  });

  it('does not take a key that was pulled out for one that holds nothing', async () => {
    const bench = createBench(yubikey5);
    const { session, ids } = await makeCredentials(bench, 1);
    bench.key.faults.add({ kind: 'crashAfterEffect', command: 'getAssertion', times: 1 });
    await expect(probeCredentials(session.client, session.info, RP_ID, ids)).rejects.toMatchObject({
      code: 'device_removed',
    });
  });
});
