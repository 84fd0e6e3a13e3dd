import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { MC, PIN, RP_ID } from '#e2e/authenticator/testing/bench.ts';
import { fromBase64Url, toBase64Url } from '#shared/bytes/base64Url.ts';
import { concat } from '#shared/bytes/concat.ts';
import { type AssertionChange, type PasskeyBench, passkeyBench } from '../testing/passkeyBench.ts';
import { authorizeUrl, BASE, LEE, replyOf, STEP_UP } from '../testing/testBrowser.ts';

const AIKO = 'aiko.tanaka@contoso.example';
const FLAGS_AT = 32;

let bench: PasskeyBench;

beforeEach(async () => {
  bench = await passkeyBench();
});

type Form = Record<string, string>;

/** One member of the form, its bytes changed after the key has signed. */
function altered(form: Form, name: string, change: (bytes: Uint8Array) => Uint8Array): Form {
  return { ...form, [name]: toBase64Url(change(fromBase64Url(form[name] ?? ''))) };
}

/** With some bits of one byte turned over. */
const flipped = (at: number, bits: number) => (bytes: Uint8Array) =>
  bytes.with(at, (bytes.at(at) ?? 0) ^ bits);

async function expectRefused(form: Form, words: RegExp): Promise<void> {
  const answer = await bench.send(form);
  expect(answer.status).toBe(400);
  expect(/role="alert">([^<]*)/.exec(await answer.text())?.[1]).toMatch(words);
  expect(answer.headers.getSetCookie()).toEqual([]);
}

describe('a sign-in with a passkey', () => {
  it('gives a token of the account that the credential is registered for', async () => {
    const answer = await bench.send(await bench.answer(await bench.begin()));
    const { body } = await bench.browser.redeem(replyOf(answer).get('code') ?? '');
    const claims = decodeJwt(String(body['access_token']));
    expect(claims).toMatchObject({
      preferred_username: LEE,
      auth_time: bench.browser.now / 1000,
    });
    expect(claims['acrs']).toBeUndefined();
    // A session as any other: the next sign-in shows no page.
    expect((await bench.browser.browse(authorizeUrl())).status).toBe(302);
  });

  it('meets every context that is asked for, while it is fresh', async () => {
    const waiting = await bench.begin({ claims: STEP_UP });
    const answer = await bench.send(await bench.answer(waiting));
    const { body } = await bench.browser.redeem(replyOf(answer).get('code') ?? '');
    expect(decodeJwt(String(body['access_token']))).toMatchObject({ acrs: ['c1'] });
    bench.browser.now += 300_000;
    const later = await bench.browser.browse(authorizeUrl({ claims: STEP_UP }));
    expect(await later.text()).toContain('Extra verification');
  });

  it('can be done again and again, by whoever holds a registered key', async () => {
    const aikos = await bench.newKey();
    await bench.register(aikos, AIKO);
    for (const change of [{}, { key: aikos }, {}]) {
      const waiting = await bench.begin({ prompt: 'login' });
      expect((await bench.send(await bench.answer(waiting, change))).status).toBe(303);
    }
  });

  it('is over with its sign-in: nothing is answered twice', async () => {
    const form = await bench.answer(await bench.begin());
    expect((await bench.send(form)).status).toBe(303);
    await expectRefused(form, /This sign-in has ended/);
    const page = await bench.browser.browse(`${BASE}/fido/get?request=${form['request'] ?? ''}`);
    expect(page.status).toBe(400);
  });
});

describe('a sign-in with a passkey is refused', () => {
  it.each<[string, AssertionChange, RegExp]>([
    ['a challenge that nobody issued', { challenge: 'QUJD' }, /not issued by this tenant/],
    ['a registration', { clientData: { type: 'webauthn.create' } }, /not webauthn\.get/],
    ['another origin', { clientData: { origin: 'https://evil.example' } }, /origin/],
    ['a frame of another origin', { clientData: { crossOrigin: true } }, /across origins/],
    ['a page around it', { clientData: { topOrigin: 'https://evil.example' } }, /inside another/],
    ['no challenge', { clientData: { challenge: 1 } }, /has no challenge/],
    ['no touch', { up: false }, /user present/],
    ['no PIN', { pin: undefined }, /user verified/],
  ])('with %s, signed by the registered key', async (_what, change, words) => {
    await expectRefused(await bench.answer(await bench.begin(), change), words);
  });

  it.each<[string, string, (bytes: Uint8Array) => Uint8Array, RegExp]>([
    ['another RP ID hash', 'authenticatorData', flipped(0, 1), /RP ID hash/],
    ['attested data', 'authenticatorData', flipped(FLAGS_AT, 0x40), /no attested/],
    ['a backup state alone', 'authenticatorData', flipped(FLAGS_AT, 0x10), /backup state/],
    ['extensions that are none', 'authenticatorData', flipped(FLAGS_AT, 0x80), /not valid CBOR/],
    [
      'bytes left over',
      'authenticatorData',
      (bytes) => concat(bytes, Uint8Array.of(0)),
      /left over/,
    ],
    ['half of the data', 'authenticatorData', (bytes) => bytes.slice(0, 36), /too short/],
    ['a counter set up', 'authenticatorData', flipped(33, 1), /signature is not valid/],
    ['another signature', 'signature', flipped(-1, 1), /signature is not valid/],
    ['no signature', 'signature', () => new Uint8Array(), /signature is not valid/],
    ['client data that is none', 'clientDataJSON', flipped(0, 1), /not valid JSON/],
    [
      'client data that was signed otherwise',
      'clientDataJSON',
      (bytes) => concat(bytes, Uint8Array.of(0x20)),
      /signature is not valid/,
    ],
    ['another user handle', 'userHandle', flipped(-1, 1), /user handle/],
    ['no user handle', 'userHandle', () => new Uint8Array(), /user handle/],
    ['another credential', 'credentialId', flipped(-1, 1), /not registered here/],
  ])('with %s, changed on the way', async (_what, name, change, words) => {
    await expectRefused(altered(await bench.answer(await bench.begin()), name, change), words);
  });

  it('with text that is not base64url', async () => {
    const form = await bench.answer(await bench.begin());
    await expectRefused({ ...form, signature: 'AA==' }, /signature is not base64url/);
  });

  it('with the challenge of another sign-in, one that is too old, and one that was answered', async () => {
    const [waiting, other] = [await bench.begin(), await bench.begin()];
    const challenge = await bench.challengeOf(other);
    await expectRefused(await bench.answer(waiting, { challenge }), /another sign-in/);
    const late = await bench.answer(waiting);
    bench.browser.now += 300_000;
    await expectRefused(late, /has expired/);
    const form = await bench.answer(waiting);
    await expectRefused(altered(form, 'signature', flipped(-1, 1)), /signature/);
    await expectRefused(form, /already been used/);
    const forgotten = await bench.answer(waiting);
    bench.browser.tenant.faults.expire('challenges');
    await expectRefused(forgotten, /has expired/);
    expect((await bench.send(await bench.answer(waiting))).status).toBe(303);
  });

  it('with the signature of another key of the same person', async () => {
    const second = await bench.newKey();
    await bench.register(second, LEE);
    const waiting = await bench.begin();
    const { credentialId = '' } = await bench.answer(waiting);
    const form = await bench.answer(waiting, { key: second });
    await expectRefused({ ...form, credentialId }, /signature is not valid/);
  });

  it('with the user handle of somebody else', async () => {
    const aikos = await bench.newKey();
    await bench.register(aikos, AIKO);
    const waiting = await bench.begin();
    const { userHandle = '' } = await bench.answer(waiting, { key: aikos });
    await expectRefused({ ...(await bench.answer(waiting)), userHandle }, /user handle/);
  });

  it('for an account that is switched off, until it is switched on again', async () => {
    const waiting = await bench.begin();
    bench.browser.tenant.faults.changePerson(LEE, { accountEnabled: false });
    await expectRefused(await bench.answer(waiting), /account is disabled/);
    bench.browser.tenant.faults.changePerson(LEE, { accountEnabled: true });
    expect((await bench.send(await bench.answer(waiting))).status).toBe(303);
  });

  it('for who is outside of the policy, and with a model that it no longer has', async () => {
    const { faults, state } = bench.browser.tenant;
    const answered = async () => bench.answer(await bench.begin());
    faults.setFido2Policy({ state: 'disabled' });
    await expectRefused(await answered(), /does not let you/);
    faults.setFido2Policy({ state: 'enabled' });
    const aaGuids = state.passkeysOf(LEE).map(({ aaGuid }) => aaGuid);
    const restrict = (enforcementType: 'allow' | 'block') =>
      faults.setFido2Policy({
        passkeyProfiles: state.policies.fido2.passkeyProfiles.map((profile) => ({
          ...profile,
          keyRestrictions: { isEnforced: true, enforcementType, aaGuids },
        })),
      });
    restrict('block');
    await expectRefused(await answered(), /does not let you/);
    restrict('allow');
    expect((await bench.send(await answered())).status).toBe(303);
  });

  it('with a key whose passkey was never registered, or was deleted', async () => {
    const stranger = await bench.newKey();
    const id = await bench.register(stranger, AIKO);
    await bench.graph('DELETE', `/users/${AIKO}/authentication/fido2Methods/${id}`);
    await expectRefused(
      await bench.answer(await bench.begin(), { key: stranger }),
      /not registered here/,
    );
    const unregistered = await bench.newKey();
    await unregistered.pin.getToken(PIN, MC, RP_ID);
    expect((await unregistered.make()).status).toBe(0);
    await expectRefused(
      await bench.answer(await bench.begin(), { key: unregistered }),
      /not registered here/,
    );
  });

  it('with a passkey that was made elsewhere, whose public key nobody knows', async () => {
    const [seeded] = bench.browser.tenant.state.passkeysOf('viktor.steiner@contoso.example');
    const form = await bench.answer(await bench.begin());
    const credentialId = toBase64Url(seeded?.credentialId ?? new Uint8Array());
    await expectRefused({ ...form, credentialId }, /not registered here/);
  });

  it('with a copy of the key, whose counter has stayed behind', async () => {
    const { key } = bench.key;
    const copy = key.serialise();
    expect((await bench.send(await bench.answer(await bench.begin()))).status).toBe(303);
    key.restore(copy);
    const waiting = await bench.begin({ prompt: 'login' });
    await expectRefused(await bench.answer(waiting), /counter has not gone up/);
    expect((await bench.send(await bench.answer(waiting))).status).toBe(303);
  });

  it('with a key whose counter is where it was at the registration', async () => {
    const { key } = bench.key;
    const kept: { readonly signCount: number } = JSON.parse(key.serialise());
    key.restore(JSON.stringify({ ...kept, signCount: kept.signCount - 1 }));
    const waiting = await bench.begin();
    await expectRefused(await bench.answer(waiting), /counter has not gone up/);
    expect((await bench.send(await bench.answer(waiting))).status).toBe(303);
  });
});

describe('the page that asks for a passkey', () => {
  it('is linked from the sign-in page at the address that passkeys are for', async () => {
    const page = await (await bench.browser.browse(authorizeUrl())).text();
    const waiting = /name="request" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(page).toContain(`href="https://login.microsoft.com${BASE}/fido/get?request=${waiting}"`);
  });

  it('asks for user verification and any credential, and may run its own script alone', async () => {
    const page = await bench.browser.browse(`${BASE}/fido/get?request=${await bench.begin()}`);
    expect(page.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; .*script-src 'sha256-[^']+'$/,
    );
    const html = await page.text();
    expect(html).toContain("userVerification: 'required'");
    expect(html).toContain('allowCredentials: []');
    expect(html).toContain('data-rp-id="login.microsoft.com"');
    expect(html).toContain(`action="${bench.browser.tenant.state.origin}${BASE}/fido/login"`);
  });
});
