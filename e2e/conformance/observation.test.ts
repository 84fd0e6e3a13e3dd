import { describe, expect, it } from 'vitest';
import { KEY_CATALOGUE } from '#e2e/authenticator/profiles/catalogue.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { u2fOnly } from '#e2e/authenticator/profiles/variants.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createSeededRandom } from '#e2e/authenticator/seededRandom.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { createWebHidDevices } from '#web/adapters/webhid/webHidDevices.ts';
import { openKeySession } from '#web/usecases/keySession.ts';
import { observeKey } from '#web/usecases/observeKey.ts';
import { type Bench, FIT_MODELS, plugIn } from './bench.ts';
import { drain } from './driveClock.ts';
import { enrol, makeFor, RP_ID } from './enrolment.ts';
import { SoftwareHid } from './softwareHid.ts';

const FIDO2_MODELS = KEY_CATALOGUE.filter(({ id }) => id !== u2fOnly.id);

/** The page's own way to a key, from `navigator.hid` up. */
async function openPage({ key, clock, run }: Bench) {
  const randomBytes = createSeededRandom('page');
  let uuids = 0;
  const randomUuid = () => {
    uuids += 1;
    return `00000000-0000-4000-8000-${String(uuids).padStart(12, '0')}`;
  };
  const parts = {
    platform: { timers: clock, randomBytes, randomUuid },
    crypto: createNobleCrypto(randomBytes),
  };
  const devices = createWebHidDevices({
    host: { hid: new SoftwareHid(key) },
    now: clock.now,
    randomUuid,
  });
  await drain();
  const open = () => {
    const [device] = devices.current();
    if (device === undefined) throw new Error('no key is plugged in');
    return openKeySession(device, parts);
  };
  return { devices, open: () => run(open()) };
}

function supportsPolicy({ info }: Profile): boolean {
  return info.options['setMinPINLength'] === true;
}

describe.each(FIDO2_MODELS)('$id as the page sees it over WebHID', (profile) => {
  it('is observed without changing it', async () => {
    const bench = plugIn(profile);
    const { open } = await openPage(bench);
    const session = await open();
    const { plugged, peer } = await bench.run(observeKey(session, null));
    const { info } = profile;
    expect(plugged.observation).toMatchObject({
      productName: profile.productName,
      hasPin: false,
      pinRetries: null,
      needsPowerCycle: false,
      forcePinChange: false,
      minPinLength: 4,
      holds: [],
      remainingCredentials: info.remainingDiscoverableCredentials ?? null,
    });
    expect(plugged.observation.abilities).toMatchObject({
      fido2: true,
      discoverableCredentials: info.options['rk'],
      es256: info.algorithms?.includes(-7) ?? true,
      setMinPinLength: supportsPolicy(profile),
    });
    expect(plugged.observation.identity.serial).toBe(
      profile.readConfig ? String(bench.key.serial) : null,
    );
    expect(peer?.publicKey).toHaveLength(65);
    expect(bench.requests().filter((name) => name !== 'READ_CONFIG')).toEqual([
      'INIT',
      'getInfo',
      'clientPin.getKeyAgreement',
    ]);
  });

  it('is the same key after a PIN, a replug and a reset', async () => {
    const bench = plugIn(profile);
    const { open } = await openPage(bench);
    const { identity } = await open();
    bench.replug();
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    bench.replug();
    await drain();
    expect((await open()).identity).toEqual(identity);
    bench.replug();
    if (profile.quirks.reset) await bench.run(bench.client.reset());
    bench.replug();
    expect((await open()).identity).toEqual(identity);
  });
});

describe.each(FIT_MODELS)('$id after an enrolment', (profile) => {
  it('shows what it holds, without a touch and without a PIN', async () => {
    const bench = plugIn(profile);
    const { credential } = await bench.run(enrol(bench.client, bench.platform));
    const { touches } = bench.key.snapshot();
    bench.replug();
    const { open } = await openPage(bench);
    const session = await open();
    const mine = toBase64Url(credential.id);
    const stranger = toBase64Url(new Uint8Array(48).fill(4));
    const wanted = { rpId: RP_ID, probe: [stranger, mine], operatorProbe: [stranger] };
    const { plugged, operatorsOwn } = await bench.run(observeKey(session, wanted));
    expect(plugged.observation).toMatchObject({
      hasPin: true,
      pinRetries: 8,
      forcePinChange: supportsPolicy(profile),
      minPinLength: supportsPolicy(profile) ? 6 : 4,
      holds: [mine],
    });
    expect(operatorsOwn).toBe(false);
    expect(bench.key.snapshot().touches).toBe(touches);
  });
});

describe('the page over WebHID', () => {
  it('is told when the key goes, and sees it come back as another plug', async () => {
    const bench = plugIn(yubikey5, { touch: 'manual' });
    const { devices, open } = await openPage(bench);
    const session = await open();
    await bench.run(session.client.setPin({ platform: bench.platform }));
    const made = makeFor(session.client, bench.platform, 'alex');
    made.catch(() => undefined);
    await bench.clock.advance(1_000);
    bench.key.powerDown();
    expect(await bench.fail(made)).toMatchObject({ code: 'device_removed' });
    expect(session.ended).toBe(true);
    expect(devices.current()).toEqual([]);
    bench.key.powerUp();
    const again = await open();
    expect(again.id).not.toBe(session.id);
    expect(again.identity).toEqual(session.identity);
    expect((await bench.run(again.client.getInfo())).options.get('clientPin')).toBe(true);
  });

  it('says that a U2F key has no FIDO2, and closes it', async () => {
    const bench = plugIn(u2fOnly);
    const { open } = await openPage(bench);
    await expect(open()).rejects.toMatchObject({ code: 'key_without_fido2' });
  });
});
