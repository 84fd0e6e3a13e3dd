import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProfileBook } from '#bff/profiles/profileBook.ts';
import type { Enrolment, PageEvent } from '#shared/api/index.ts';
import { profileContent } from '#shared/enrolment/profile.ts';
import { ACTOR, createTestBench, type TestBench, typesOf } from './testBench.ts';
import { TestBrowser, type WrittenOtherwise } from './testBrowser.ts';
import { TEST_AAGUID, type TestKeyOptions } from './testKey.ts';
import { findUnattended } from './unattended.ts';

const PROFILE = 'keep-pin';
const LATER_MS = 10 * 60_000;

let bench: TestBench;

beforeAll(async () => {
  bench = await createTestBench();
});

afterAll(() => bench.close());

/** An enrolment through the extension, with a word for each thing that its page does. */
async function begin(options: TestKeyOptions = {}, holder = bench.newHolder()) {
  const browser = new TestBrowser(options);
  const body = { userId: holder, profileId: PROFILE, way: 'extension' } as const;
  let enrolment = await bench.enrolments.start(body, ACTOR);
  const { id } = enrolment;
  const report = async (event: PageEvent): Promise<Enrolment> => {
    enrolment = await bench.enrolments.report(id, { seq: enrolment.seq, event }, ACTOR);
    return enrolment;
  };
  return {
    id,
    holder,
    report,
    now: () => enrolment,
    async ready() {
      await report({ type: 'ceremonyReady' });
      return report({ type: 'credentialStarted' });
    },
    async make(otherwise: WrittenOtherwise = {}) {
      await this.ready();
      if (enrolment.action.kind !== 'createInBrowser') throw new TypeError(enrolment.action.kind);
      return report(browser.create(enrolment.action, otherwise));
    },
    async prove(otherwise: WrittenOtherwise = {}) {
      if (enrolment.action.kind !== 'proveInBrowser') throw new TypeError(enrolment.action.kind);
      return report(browser.prove(enrolment.action, otherwise));
    },
  };
}

describe('an enrolment through the browser', () => {
  it('is journaled like any other and ends with a proven key in the books', async () => {
    const run = await begin();
    expect(run.now()).toMatchObject({ way: 'extension', key: null, pinDelivery: 'holderKnows' });
    expect(run.now().action).toEqual({ kind: 'beginCeremony' });
    expect(await run.make()).toMatchObject({ displayName: 'YubiKey 5 NFC' });
    expect((await run.prove()).action).toEqual({ kind: 'done' });
    expect(await typesOf(bench, run.id)).toEqual([
      ...['started', 'optionsIssued', 'credentialStarted', 'credentialMade', 'postStarted'],
      ...['registered', 'proofAsked', 'proved', 'policyApplied', 'finished'],
    ]);
    const [posted] = bench.directory.posted.slice(-1);
    const written = posted?.publicKeyCredential.response.clientDataJSON ?? '';
    expect(JSON.parse(Buffer.from(written, 'base64url').toString('utf8'))).toMatchObject({
      type: 'webauthn.create',
      origin: 'https://login.microsoft.com',
    });
  });

  it('hands out the options as Graph sent them, with algorithms that can be proven', async () => {
    const run = await begin();
    const { action } = await run.ready();
    if (action.kind !== 'createInBrowser') throw new TypeError(action.kind);
    expect(action).toMatchObject({ way: 'extension', tries: 1 });
    expect(JSON.parse(action.options)).toMatchObject({ rp: { id: 'login.microsoft.com' } });
  });

  it('fetches no challenge while no page is ready, however long it rests', async () => {
    const { id, ready } = await begin();
    await ready();
    bench.clock.now += LATER_MS;
    const idle = new Date(bench.clock.now);
    expect(await findUnattended(bench.parts, idle)).not.toContain(id);
    const { action } = await bench.enrolments.show(id, ACTOR, true);
    expect(action).toEqual({ kind: 'beginCeremony' });
  });

  it.each([
    ['another origin', { origin: 'https://login.microsoft.com.evil.example' }],
    ['another challenge', { challenge: 'AAAA' }],
    ['a frame in somebody else’s page', { crossOrigin: true }],
    ['a page around it', { topOrigin: 'https://evil.example' }],
    ['a top page that is no text', { topOrigin: 7 }],
    ['another ceremony', { type: 'webauthn.get' }],
  ])('does not post a registration that was made for %s', async (_what, otherwise) => {
    const run = await begin();
    const posts = bench.directory.posted.length;
    expect((await run.make(otherwise)).action).toEqual({
      kind: 'rolledBack',
      code: 'ceremony_invalid',
      left: 'way_cannot_remove',
    });
    expect(bench.directory.posted).toHaveLength(posts);
  });

  it('does not post what was made without the PIN', async () => {
    const run = await begin({ registrationFlags: 0x41 });
    expect((await run.make()).action).toMatchObject({ code: 'ceremony_invalid' });
  });

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['another challenge', { challenge: 'AAAA' }],
    ['another ceremony', { type: 'webauthn.create' }],
    ['a frame in somebody else’s page', { crossOrigin: true }],
  ])(
    'takes no proof that was made for %s, and after a second one takes back',
    async (_what, otherwise) => {
      const run = await begin();
      await run.make();
      const again = await run.prove(otherwise);
      expect(again).toMatchObject({
        action: { kind: 'proveInBrowser' },
        lastFailure: 'proof_failed',
      });
      expect((await run.prove(otherwise)).action).toEqual({
        kind: 'rolledBack',
        code: 'proof_failed',
        left: 'way_cannot_remove',
      });
      expect(bench.directory.passkeys.get(run.holder)).toEqual([]);
    },
  );

  it('takes no proof without a touch', async () => {
    const run = await begin({ proofFlags: 0x04 });
    await run.make();
    expect(await run.prove()).toMatchObject({ lastFailure: 'proof_failed' });
  });

  it('takes no client data over WebHID, and nothing without it here', async () => {
    const run = await begin();
    await run.ready();
    const bare = { type: 'credentialMade', attestationObject: 'AAAA' } as const;
    await expect(run.report(bare)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is asked to begin only while it waits for that', async () => {
    const run = await begin();
    await run.report({ type: 'ceremonyReady' });
    await expect(run.report({ type: 'ceremonyReady' })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('looks at the model once the key has signed what it is', async () => {
    const { store, audit, approvals, now, newId } = bench.parts;
    const book = createProfileBook({ store, audit, approvals, now, newId });
    const profile = await book.current(PROFILE);
    if (profile === null) throw new TypeError('there is no such profile');
    const content = profileContent(profile);
    const { version } = profile;
    const other = { ...content, allowedAaguids: ['00000000-0000-0000-0000-000000000001'] };
    await book.edit(PROFILE, version, other, ACTOR);
    const run = await begin();
    expect((await run.make()).action).toMatchObject({ code: 'model_not_allowed' });
    await book.edit(PROFILE, version + 1, { ...content, allowedAaguids: [TEST_AAGUID] }, ACTOR);
    const taken = await begin();
    expect((await taken.make()).action).toMatchObject({ kind: 'proveInBrowser' });
  });
});

describe('the choice of a way', () => {
  const start = (change: object) =>
    bench.enrolments.start({ userId: bench.newHolder(), profileId: PROFILE, ...change }, ACTOR);

  it('is refused where the profile needs another one', async () => {
    const sealed = start({ profileId: 'new-colleague', way: 'extension' });
    await expect(sealed).rejects.toMatchObject({ code: 'way_not_accepted' });
  });

  it('is refused together with a key that was read over WebHID', async () => {
    const withKey = start({ way: 'extension', key: bench.newKey().plugged() });
    await expect(withKey).rejects.toMatchObject({ code: 'request_invalid' });
  });

  it('stands until the enrolment is over: asked again the same way it goes on, another way it does not', async () => {
    const userId = bench.newHolder();
    const body = { userId, profileId: PROFILE, way: 'extension' } as const;
    const first = await bench.enrolments.start(body, ACTOR);
    expect((await bench.enrolments.start(body, ACTOR)).id).toBe(first.id);
    const overWebHid = bench.enrolments.start({ userId, profileId: PROFILE }, ACTOR);
    await expect(overWebHid).rejects.toMatchObject({ code: 'conflict' });
  });
});
