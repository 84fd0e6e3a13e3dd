import { beforeEach, describe, expect, it } from 'vitest';
import { fromHex } from '#shared/bytes/hex.ts';
import { DEFAULT_PROFILE_ID } from '../directory/policies.ts';
import { errorOf } from '../testing/graphClient.ts';
import {
  AAGUID_BYTES,
  METHODS,
  type RegistrationBench,
  registrationBench,
} from '../testing/registrationBench.ts';
import { issueCertificate } from '../testing/testCertificate.ts';
import { type RegistrationWish, TEST_AAGUID } from '../testing/testKey.ts';

let bench: RegistrationBench;

beforeEach(async () => {
  bench = await registrationBench();
});

describe('the tenant policy', () => {
  it('enforces attestation: a trusted chain of a known model, and nothing less', async () => {
    bench.changeProfile({ attestationEnforcement: 'registrationOnly' });
    const unknown = '01020304-0506-0708-0102-030405060708';
    const unlisted = issueCertificate({
      issuer: bench.root,
      aaguid: fromHex(unknown.replaceAll('-', '')),
    });
    const expired = issueCertificate({
      issuer: bench.root,
      aaguid: AAGUID_BYTES,
      validTo: '2021-01-01T00:00:00',
    });
    const forged = issueCertificate({ isCa: true, subject: { CN: 'Test root' } });
    const wishes: Partial<RegistrationWish>[] = [
      {},
      { self: true },
      { chain: [issueCertificate({ aaguid: AAGUID_BYTES })] },
      { chain: [issueCertificate({ aaguid: AAGUID_BYTES, issuer: forged })] },
      { chain: [unlisted], aaguid: unknown },
      { chain: [expired] },
    ];
    for (const wish of wishes) {
      expect(errorOf(await bench.register(wish)).message).toMatch(/Attestation is enforced/);
    }
    expect((await bench.register({ chain: [bench.leaf] })).status).toBe(201);
    expect((await bench.register({ chain: [bench.leaf, bench.root] })).status).toBe(201);
  });

  it('keeps to allow lists and block lists of AAGUIDs', async () => {
    const keyRestrictions = {
      isEnforced: true,
      enforcementType: 'allow',
      aaGuids: ['a25342c0-3cdc-4414-8e46-f4807fca511c'],
    };
    bench.changeProfile({ keyRestrictions });
    expect(errorOf(await bench.register()).message).toMatch(/key restriction policy/);
    bench.changeProfile({
      keyRestrictions: { ...keyRestrictions, aaGuids: [TEST_AAGUID.toUpperCase()] },
    });
    expect((await bench.register()).status).toBe(201);
    bench.changeProfile({
      keyRestrictions: { ...keyRestrictions, enforcementType: 'block', aaGuids: [TEST_AAGUID] },
    });
    expect(errorOf(await bench.register()).message).toMatch(/key restriction policy/);
  });

  it('lets a key pass that satisfies one of several profiles in full', async () => {
    const { fido2 } = bench.tenant.state.policies;
    const [first] = fido2.passkeyProfiles;
    if (!first) throw new TypeError('no profile');
    const second = {
      ...first,
      id: '00000000-0000-0000-0000-000000000002',
      passkeyTypes: 'deviceBound,synced',
    };
    bench.changeProfile({ attestationEnforcement: 'registrationOnly' });
    fido2.passkeyProfiles.push(second);
    expect((await bench.register()).status).toBe(400);
    fido2.includeTargets[0]?.allowedPasskeyProfiles?.push(second.id);
    expect((await bench.register({ flags: 0x5d })).body).toMatchObject({ passkeyType: 'synced' });
    expect(fido2.defaultPasskeyProfile).toBe(DEFAULT_PROFILE_ID);
  });

  const people: [string, string, RegExp][] = [
    ['a guest', 'nora.lindqvist_fabrikam.example%23EXT%23@contoso.example', /guest/],
    ['a disabled account', 'grady.archie@contoso.example', /disabled/],
    [
      'somebody in an excluded group',
      'henrietta.mueller@contoso.example',
      /User or group restriction policy failed/,
    ],
  ];

  it.each(people)('refuses %s already at the options', async (_who, user, words) => {
    const answer = await bench.get(
      `/v1.0/users/${user}/authentication/fido2Methods/creationOptions`,
    );
    expect(answer.status).toBe(400);
    expect(errorOf(answer).message).toMatch(words);
  });

  it('refuses everybody when self-service set up or the method is off', async () => {
    const challenge = await bench.challengeFor();
    bench.tenant.faults.setFido2Policy({ isSelfServiceRegistrationAllowed: false });
    expect(errorOf(await bench.register({ challenge })).message).toMatch(/Self-service/);
    bench.tenant.faults.setFido2Policy({
      isSelfServiceRegistrationAllowed: true,
      state: 'disabled',
    });
    expect(errorOf(await bench.register({ challenge })).message).toMatch(/disabled by policy/);
  });

  it('refuses whoever no include target reaches', async () => {
    bench.tenant.faults.setFido2Policy({ includeTargets: [] });
    const answer = await bench.get(`${METHODS}/creationOptions`);
    expect(errorOf(answer).message).toMatch(/restriction policy failed/);
  });
});
