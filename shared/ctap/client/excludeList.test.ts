import { describe, expect, it } from 'vitest';
import { failureOf } from '../testing/failureOf.ts';
import { createScriptedKey, map, type ScriptedKey } from '../testing/scriptedKey.ts';

const RP_ID = 'login.microsoft.com';
const HASH = new Uint8Array(32).fill(3);
const ID = Uint8Array.of(1, 2, 3);
const CREDENTIAL = map(['id', ID], ['type', 'public-key']);
const ATTESTATION = map([1, 'none'], [2, HASH], [3, map()]);
const ASSERTION = map([1, CREDENTIAL], [2, HASH], [3, ID]);
const MC = { permissions: 0x01, rpId: RP_ID };

const WANTED = {
  clientDataHash: HASH,
  rp: { id: RP_ID },
  user: { id: ID },
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
  options: { rk: true },
} as const;

function makeCredentialLine(
  key: ScriptedKey,
  answer: Parameters<ScriptedKey['channel']['script']>[2],
) {
  key.channel.script(
    0x01,
    map(
      [1, HASH],
      [2, map(['id', RP_ID])],
      [3, map(['id', ID])],
      [4, [map(['alg', -7], ['type', 'public-key'])]],
      [7, map(['rk', true])],
      [8, key.sign(HASH)],
      [9, key.fixture.protocol],
    ),
    answer,
  );
}

describe('an excludeList', () => {
  const others = Array.from({ length: 10 }, (_, index) => ({
    type: 'public-key',
    id: new Uint8Array(64).fill(index),
  }));
  const describeAll = (list: typeof others) =>
    list.map(({ id }) => map(['id', id], ['type', 'public-key']));

  function silentLine(
    key: ScriptedKey,
    list: typeof others,
    answer: number | ReturnType<typeof map>,
  ) {
    const zeros = new Uint8Array(32);
    key.channel.script(
      0x02,
      map(
        [1, RP_ID],
        [2, zeros],
        [3, describeAll(list)],
        [5, map(['up', false])],
        [6, key.sign(zeros)],
        [7, 2],
      ),
      answer,
    );
  }

  function excludingLine(
    key: ScriptedKey,
    list: typeof others,
    answer: number | ReturnType<typeof map>,
  ) {
    key.channel.script(
      0x01,
      map(
        [1, HASH],
        [2, map(['id', RP_ID])],
        [3, map(['id', ID])],
        [4, [map(['alg', -7], ['type', 'public-key'])]],
        [5, describeAll(list)],
        [7, map(['rk', true])],
        [8, key.sign(HASH)],
        [9, 2],
      ),
      answer,
    );
  }

  it('that fits goes along as it is', async () => {
    const key = createScriptedKey('canokey');
    key.info();
    key.agreement();
    key.token(MC);
    excludingLine(key, others.slice(0, 8), 0x19);
    const refused = key.client.makeCredential({
      ...WANTED,
      platform: key.platform,
      excludeList: others.slice(0, 8),
    });
    expect(await failureOf(refused)).toMatchObject({ code: 'credential_excluded' });
    key.channel.expectDone();
  });

  it("longer than canokey's eight is looked through silently, and the part that hit is excluded", async () => {
    const key = createScriptedKey('canokey');
    key.info();
    key.agreement();
    key.token({ permissions: 0x03, rpId: RP_ID });
    silentLine(key, others.slice(0, 8), 0x2e);
    silentLine(key, others.slice(8), ASSERTION);
    excludingLine(key, others.slice(8), 0x19);
    const refused = key.client.makeCredential({
      ...WANTED,
      platform: key.platform,
      excludeList: others,
    });
    expect(await failureOf(refused)).toMatchObject({ code: 'credential_excluded' });
    key.channel.expectDone();
  });

  it('without a hit leads to a new credential', async () => {
    const key = createScriptedKey('canokey');
    key.info();
    key.agreement();
    key.token({ permissions: 0x03, rpId: RP_ID });
    silentLine(key, others.slice(0, 8), 0x2e);
    silentLine(key, others.slice(8), 0x2e);
    excludingLine(key, others.slice(0, 8), ATTESTATION);
    await key.client.makeCredential({ ...WANTED, platform: key.platform, excludeList: others });
    key.channel.expectDone();
  });

  it('loses ids that are too long to be on this key', async () => {
    const key = createScriptedKey('canokey');
    key.info();
    key.agreement();
    key.token(MC);
    makeCredentialLine(key, ATTESTATION);
    const excludeList = [{ type: 'public-key', id: new Uint8Array(71) }];
    await key.client.makeCredential({ ...WANTED, platform: key.platform, excludeList });
    key.channel.expectDone();
  });

  it('is cut by the size of a message too', async () => {
    const key = createScriptedKey('canokey');
    key.info(
      new Map([
        [7, 100],
        [5, 1024],
      ] as [number, number][]),
    );
    key.agreement();
    key.token({ permissions: 0x03, rpId: RP_ID });
    silentLine(key, others.slice(0, 5), ASSERTION);
    excludingLine(key, others.slice(0, 5), 0x19);
    const refused = key.client.makeCredential({
      ...WANTED,
      platform: key.platform,
      excludeList: others,
    });
    expect(await failureOf(refused)).toMatchObject({ code: 'credential_excluded' });
    key.channel.expectDone();
  });
});
