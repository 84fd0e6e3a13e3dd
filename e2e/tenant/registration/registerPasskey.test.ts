import { beforeEach, describe, expect, it } from 'vitest';
import { errorOf, rowsOf } from '../testing/graphClient.ts';
import {
  AAGUID_BYTES,
  HOLDER,
  METHODS,
  type RegistrationBench,
  registrationBench,
} from '../testing/registrationBench.ts';
import { issueCertificate } from '../testing/testCertificate.ts';
import { makeRegistration, TEST_AAGUID } from '../testing/testKey.ts';
import { type Tiny, tinyCbor } from '../testing/tinyCbor.ts';

let bench: RegistrationBench;

beforeEach(async () => {
  bench = await registrationBench();
});

describe('a good registration', () => {
  it('answers 201 with the method as Graph shows it', async () => {
    const answer = await bench.register({
      chain: [bench.leaf],
      credentialId: new Uint8Array(16).fill(7),
    });
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
      id: 'BwcHBwcHBwcHBwcHBwcHBw2',
      displayName: 'Test key 12345678',
      aaGuid: TEST_AAGUID,
      model: 'YubiKey 5 Series with NFC',
      attestationCertificates: [
        bench.leaf.certificate.fingerprint.replaceAll(':', '').toLowerCase(),
      ],
      attestationLevel: 'attested',
      passkeyType: 'deviceBound',
    });
    expect(answer.body).not.toHaveProperty('publicKeyCredential');
    expect(bench.tenant.state.passkeysOf(HOLDER)).toHaveLength(1);
  });

  it('is accepted with attestation none, self attestation and an unknown chain while nothing is enforced', async () => {
    const stranger = issueCertificate({ aaguid: AAGUID_BYTES });
    const answers = [
      await bench.register(),
      await bench.register({ self: true }),
      await bench.register({ chain: [stranger] }),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201]);
    expect(answers.map((answer) => answer.body['attestationLevel'])).toEqual(
      Array(3).fill('notAttested'),
    );
  });

  it('is accepted with extension outputs, an intermediate certificate and odata annotations', async () => {
    const middle = issueCertificate({ isCa: true, issuer: bench.root, subject: { CN: 'Middle' } });
    const below = issueCertificate({ issuer: middle, aaguid: AAGUID_BYTES });
    const extensions = tinyCbor(new Map<Tiny, Tiny>([['hmac-secret', true]]));
    const challenge = await bench.challengeFor();
    const body = {
      '@odata.type': '#microsoft.graph.fido2AuthenticationMethod',
      ...makeRegistration({ challenge, chain: [below, middle], extensions }),
    };
    const answer = await bench.call('POST', METHODS, body);
    expect(answer.body).toMatchObject({ attestationLevel: 'attested' });
  });
});

describe('the challenge', () => {
  it('is refused for another user', async () => {
    const challenge = await bench.challengeFor('wei.zhang@contoso.example');
    expect(errorOf(await bench.register({ challenge })).message).toMatch(/another user/);
  });

  it('is refused after five minutes, to the second', async () => {
    let now = Date.parse('2026-10-01T10:00:00Z');
    bench = await registrationBench({ now: () => now });
    const challenge = await bench.challengeFor();
    now += 5 * 60_000 - 1000;
    const late = await bench.challengeFor();
    now += 1000;
    expect(errorOf(await bench.register({ challenge })).message).toMatch(/expired/);
    expect((await bench.register({ challenge: late })).status).toBe(201);
  });

  it('works once', async () => {
    const challenge = await bench.challengeFor();
    expect((await bench.register({ challenge })).status).toBe(201);
    expect(errorOf(await bench.register({ challenge })).message).toMatch(/already been used/);
  });

  it('survives a registration that was refused', async () => {
    const challenge = await bench.challengeFor();
    expect((await bench.register({ challenge, flags: 0x41 })).status).toBe(400);
    expect((await bench.register({ challenge })).status).toBe(201);
  });
});

describe('what is already there', () => {
  it('answers 409 for a credential somebody has registered', async () => {
    const credentialId = new Uint8Array(20).fill(3);
    expect((await bench.register({ credentialId })).status).toBe(201);
    const again = await bench.register({ credentialId });
    expect([again.status, errorOf(again).code]).toEqual([409, 'conflict']);
  });

  it('stops at the maximum number of keys', async () => {
    bench.tenant.faults.addPasskeys(HOLDER, TEST_AAGUID, 10);
    expect(errorOf(await bench.register()).message).toMatch(/maximum number/);
    expect(rowsOf(await bench.get(METHODS))).toHaveLength(10);
  });
});
