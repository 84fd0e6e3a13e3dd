import { describe, expect, it } from 'vitest';
import { canokey } from '#e2e/authenticator/profiles/canokey.ts';
import { pico } from '#e2e/authenticator/profiles/pico.ts';
import { toHex } from '#shared/bytes/hex.ts';
import { createNobleCrypto } from '#shared/crypto/nobleCrypto.ts';
import { type Bench, FIT_MODELS, plugIn, protocolOneWithPermissions } from './bench.ts';
import { credentialFor, makeFor, PROOF_HASH, prove, RP_ID, RP_ID_HASH } from './enrolment.ts';

const MODELS = [...FIT_MODELS, protocolOneWithPermissions];
const MANAGED = MODELS.filter(
  ({ info }) => (info.options['credMgmt'] ?? info.options['credentialMgmtPreview']) === true,
);
const OTHER_RP = 'example.org';

async function withCredentials(profile: (typeof MODELS)[number], ...users: string[]) {
  const bench = plugIn(profile);
  const { client, platform } = bench;
  await bench.run(client.setPin({ platform }));
  const made = [];
  for (const user of users)
    made.push((await bench.run(makeFor(client, platform, user))).credential);
  return { bench, made };
}

function ids({ key }: Bench): string[] {
  return key.snapshot().credentials.map(({ credentialId }) => credentialId);
}

describe.each(MANAGED)('credential management of $id', (profile) => {
  it('lists nothing on an empty key', async () => {
    const { bench } = await withCredentials(profile);
    const { client, platform } = bench;
    expect(await bench.run(client.listCredentials({ platform }))).toEqual([]);
    expect(await bench.run(client.credentialsMetadata({ platform }))).toEqual({
      existingCredentials: 0,
      maxPossibleRemainingCredentials: profile.capacity,
    });
  });

  it('lists every RP and person, and deletes just the one that is named', async () => {
    const { bench, made } = await withCredentials(profile, 'alex', 'kim', 'noor');
    const { client, platform } = bench;
    const elsewhere = { ...credentialFor('alex'), rp: { id: OTHER_RP, name: 'Example' }, platform };
    await bench.run(client.makeCredential(elsewhere));

    const all = await bench.run(client.listCredentials({ platform }));
    expect(new Map(all.map(({ rpId, credentials }) => [rpId, credentials.length]))).toEqual(
      new Map([
        [OTHER_RP, 1],
        [RP_ID, 3],
      ]),
    );
    const [ours, ...rest] = await bench.run(client.listCredentials({ platform, rpId: RP_ID }));
    expect(rest).toEqual([]);
    expect(ours?.rpIdHash).toEqual(RP_ID_HASH);
    expect(ours?.credentials.map(({ user }) => user.name).sort()).toEqual([
      'alex@example.org',
      'kim@example.org',
      'noor@example.org',
    ]);

    const [, second] = made;
    if (second === undefined) throw new Error('three were made');
    await bench.run(client.deleteCredential({ platform, credential: second }));
    expect(ids(bench)).toHaveLength(3);
    expect(ids(bench)).not.toContain(toHex(second.id));
    const gone = client.deleteCredential({ platform, credential: second });
    expect(await bench.fail(gone)).toMatchObject({ code: 'no_credentials' });
    expect(await bench.fail(prove(client, platform, second))).toMatchObject({
      code: 'no_credentials',
    });
  });

  it('gives a person another name, where the firmware can', async () => {
    const { bench, made } = await withCredentials(profile, 'alex');
    const [credential] = made;
    if (credential === undefined) throw new Error('one was made');
    const { client, platform } = bench;
    const user = { ...credentialFor('alex').user, name: 'alex.new@example.org' };
    const renamed = client.updateUserInformation({ platform, credential, user });
    if (profile.quirks.updateUserInformation) await bench.run(renamed);
    else expect(await bench.fail(renamed)).toMatchObject({ code: 'command_unsupported' });
    expect(bench.key.snapshot().credentials[0]?.userName).toBe(
      profile.quirks.updateUserInformation ? user.name : 'alex@example.org',
    );
  });
});

describe('a key without credential management', () => {
  it.each(MODELS.filter((profile) => !MANAGED.includes(profile)))(
    '$id: is not asked for it',
    async (profile) => {
      const { bench } = await withCredentials(profile, 'alex');
      bench.requests();
      const { client, platform } = bench;
      expect(await bench.fail(client.listCredentials({ platform }))).toMatchObject({
        code: 'command_unsupported',
      });
      expect(bench.requests()).toEqual([]);
    },
  );
});

describe('assertions', () => {
  it.each(MODELS)('$id: come for everybody on the key, one after the other', async (profile) => {
    const { bench, made } = await withCredentials(profile, 'alex', 'kim', 'noor');
    const { client, platform } = bench;
    const first = await bench.run(
      client.getAssertion({ platform, rpId: RP_ID, clientDataHash: PROOF_HASH }),
    );
    expect(first.numberOfCredentials).toBe(3);
    const found = [
      first,
      await bench.run(client.getNextAssertion()),
      await bench.run(client.getNextAssertion()),
    ].map(({ credential }) => toHex(credential?.id ?? new Uint8Array()));
    const order = made.map(({ id }) => toHex(id));
    expect(found).toEqual(profile.quirks.assertionOrder === 'slot' ? order : order.reverse());
    expect(await bench.fail(client.getNextAssertion())).toMatchObject({
      code: 'ctap_error',
      status: 0x30,
    });
  });

  it.each(MODELS)('$id: tell of the person what this firmware tells', async (profile) => {
    const { bench, made } = await withCredentials(profile, 'alex');
    const [credential] = made;
    if (credential === undefined) throw new Error('one was made');
    const { user } = await bench.run(prove(bench.client, bench.platform, credential));
    const { userInAssertion } = profile.quirks;
    expect(user?.name).toBe(userInAssertion === 'full' ? 'alex@example.org' : undefined);
    expect(user === undefined).toBe(userInAssertion === 'none');
  });
});

describe('many credentials', () => {
  it('fill the key, and the next is refused', async () => {
    const { bench } = await withCredentials({ ...canokey, capacity: 2 }, 'alex', 'kim');
    const more = makeFor(bench.client, bench.platform, 'noor');
    expect(await bench.fail(more)).toMatchObject({ code: 'key_store_full', status: 0x28 });
    await bench.run(makeFor(bench.client, bench.platform, 'kim'));
    expect(ids(bench)).toHaveLength(2);
  });

  it.each([pico, canokey, ...FIT_MODELS.filter(({ id }) => id === 'solo')])(
    '$id: are found in an exclude list longer than the key takes at once',
    async (profile) => {
      const { bench, made } = await withCredentials(profile, 'alex');
      const { randomBytes } = createNobleCrypto((length) => new Uint8Array(length).fill(length));
      const strangers = Array.from({ length: 40 }, (_, at) => {
        const id = randomBytes(48);
        id[0] = at;
        return { type: 'public-key', id };
      });
      const { client, platform } = bench;
      const free = { ...credentialFor('kim', { excludeList: strangers }), platform };
      await bench.run(client.makeCredential(free));
      const taken = { ...credentialFor('kim', { excludeList: [...strangers, ...made] }), platform };
      expect(await bench.fail(client.makeCredential(taken))).toMatchObject({
        code: 'credential_excluded',
      });
      expect(ids(bench)).toHaveLength(2);
    },
  );
});
