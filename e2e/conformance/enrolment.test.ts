import { describe, expect, it } from 'vitest';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import { full, noEs256, noRk, u2fOnly } from '#e2e/authenticator/profiles/variants.ts';
import { toHex } from '#shared/bytes/hex.ts';
import { describeKey } from '#shared/ctap/describeKey.ts';
import { pinProtocol, supportsSetMinPinLength } from '#shared/ctap/features.ts';
import { verifyAssertion } from '#shared/webauthn/verifyAssertion.ts';
import { FIT_MODELS, PIN, plugIn, protocolOneWithPermissions } from './bench.ts';
import { credentialFor, enrol, makeFor, PROOF_HASH, RP_ID_HASH } from './enrolment.ts';

const MODELS = [...FIT_MODELS, protocolOneWithPermissions];

describe.each(MODELS)('an enrolment of $id', (profile) => {
  it('ends with a credential that is proven without a second touch', async () => {
    const bench = plugIn(profile, { touch: { afterMs: 700 } });
    const said: string[] = [];
    const onKeepalive = (status: string) => said.push(status);
    const done = await bench.run(enrol(bench.client, bench.platform, { onKeepalive }));

    expect(said).toContain('touch_needed');
    const { flags } = done.authData;
    expect(flags).toMatchObject({ userPresent: true, userVerified: true, backupEligible: false });
    expect(toHex(done.attested.aaguid)).toBe(profile.info.aaguid);
    const proof = verifyAssertion({
      publicKey: done.attested.publicKey,
      authData: done.proof.authData,
      clientDataHash: PROOF_HASH,
      signature: done.proof.signature,
      rpIdHash: RP_ID_HASH,
      requireUp: false,
      requireUv: true,
    });
    expect(proof.flags.userPresent).toBe(profile.quirks.claimsPresenceAlways);

    const inside = bench.key.snapshot();
    expect(inside).toMatchObject({ pinSet: true, pinRetries: 8, touches: 1 });
    expect(inside.credentials.map(({ credentialId }) => credentialId)).toEqual([
      toHex(done.credential.id),
    ]);
    const hasPolicy = supportsSetMinPinLength(done.before);
    expect(inside.forcePinChange).toBe(hasPolicy);
    expect(done.after.forcePinChange).toBe(hasPolicy);
    expect(done.after.minPinLength).toBe(hasPolicy ? 6 : 4);
  });

  it('speaks the newest PIN protocol of the key', async () => {
    const bench = plugIn(profile);
    const info = await bench.run(bench.client.getInfo());
    expect(pinProtocol(info)).toBe(profile.info.pinUvAuthProtocols?.includes(2) ? 2 : 1);
    const { protocol, publicKey } = await bench.run(bench.client.keyAgreement());
    expect(protocol).toBe(pinProtocol(info));
    expect(publicKey).toHaveLength(65);
  });
});

describe.each(MODELS)('getInfo of $id', (profile) => {
  it('reads as the model wrote it', async () => {
    const bench = plugIn(profile);
    const info = await bench.run(bench.client.getInfo());
    const { info: wrote } = profile;
    expect(info.versions).toEqual(wrote.versions);
    expect(info.extensions).toEqual(wrote.extensions ?? []);
    expect(Object.fromEntries(info.options)).toEqual(wrote.options);
    expect(info.maxMsgSize).toBe(wrote.maxMsgSize ?? 1024);
    expect(info.algorithms?.map(({ alg }) => alg)).toEqual(wrote.algorithms);
    expect(info.firmwareVersion).toBe(wrote.firmwareVersion);
    expect(info.vendorPrototypeConfigCommands).toEqual(wrote.vendorPrototypeConfigCommands);
    expect(info.remainingDiscoverableCredentials).toBe(wrote.remainingDiscoverableCredentials);
    expect(info.unknown.size).toBe(0);
    expect(describeKey(info).aaguid.replaceAll('-', '')).toBe(wrote.aaguid);
  });
});

describe('keys that cannot be enrolled', () => {
  it('U2F only: says that there is no FIDO2', async () => {
    const bench = plugIn(u2fOnly);
    expect(await bench.fail(bench.client.getInfo())).toMatchObject({ code: 'key_without_fido2' });
    expect(bench.channel.capabilities).toMatchObject({ cbor: false, msg: true });
  });

  it.each([
    [noRk, 'option_unsupported'],
    [noEs256, 'algorithm_unsupported'],
    [full, 'key_store_full'],
  ] as const)('$0.id: says $1', async (profile, code) => {
    const bench = plugIn(profile);
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    const made = bench.client.makeCredential({
      ...credentialFor('alex'),
      platform: bench.platform,
    });
    expect(await bench.fail(made)).toMatchObject({ code });
    expect(bench.key.snapshot().credentials).toHaveLength(profile.occupied);
  });

  it('a credential of the same person is excluded, after a touch', async () => {
    for (const profile of FIT_MODELS.filter(({ quirks }) => !quirks.ignoresExcludeList)) {
      const bench = plugIn(profile);
      const { client, platform } = bench;
      await bench.run(client.setPin({ platform }));
      const { credential } = await bench.run(makeFor(client, platform, 'alex'));
      const again = { ...credentialFor('alex', { excludeList: [credential] }), platform };
      expect(await bench.fail(client.makeCredential(again))).toMatchObject({
        code: 'credential_excluded',
      });
      expect(bench.key.snapshot().touches).toBe(2);
    }
  });
});

describe('the requests of an enrolment', () => {
  it('of a key with permissions are eleven, with one key agreement', async () => {
    const bench = plugIn(opensk);
    await bench.run(enrol(bench.client, bench.platform));
    expect(bench.requests()).toEqual([
      'INIT',
      'getInfo',
      'clientPin.getKeyAgreement',
      'clientPin.setPin',
      'clientPin.getTokenUsingPin',
      'makeCredential',
      'clientPin.getTokenUsingPin',
      'getAssertion',
      'clientPin.getTokenUsingPin',
      'authenticatorConfig.setMinPinLength',
      'getInfo',
    ]);
    expect(bench.client.requestCount).toBe(11);
  });

  it('never hold the PIN in the clear', async () => {
    const bench = plugIn(opensk);
    await bench.run(enrol(bench.client, bench.platform));
    const wire = bench.sent.map(toHex).join('');
    expect(wire.length).toBeGreaterThan(1_000);
    expect(wire).not.toContain(toHex(new TextEncoder().encode(PIN)));
  });
});
