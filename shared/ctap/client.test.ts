import { describe, expect, it } from 'vitest';
import { CtapHidError } from '#shared/failure/appError.ts';
import { configAuthMessage, setMinPinLength } from './commands/authenticatorConfig.ts';
import { failureOf } from './testing/failureOf.ts';
import { optionsOf } from './testing/keyModels.ts';
import { createScriptedKey, map, type ScriptedKey } from './testing/scriptedKey.ts';

const RP_ID = 'login.microsoft.com';
const HASH = new Uint8Array(32).fill(3);
const ID = Uint8Array.of(1, 2, 3);
const CREDENTIAL = map(['id', ID], ['type', 'public-key']);
const ATTESTATION = map([1, 'none'], [2, HASH], [3, map()]);
const ASSERTION = map([1, CREDENTIAL], [2, HASH], [3, ID]);
const MC = { permissions: 0x01, rpId: RP_ID };
const GA = { permissions: 0x02, rpId: RP_ID };
const ACFG = { permissions: 0x20 };

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

function proofLine(key: ScriptedKey) {
  key.channel.script(
    0x02,
    map(
      [1, RP_ID],
      [2, HASH],
      [3, [CREDENTIAL]],
      [5, map(['up', false])],
      [6, key.sign(HASH)],
      [7, key.fixture.protocol],
    ),
    ASSERTION,
  );
}

function configLine(
  key: ScriptedKey,
  change: ReturnType<typeof setMinPinLength>,
  answer: Parameters<ScriptedKey['channel']['script']>[2] = 0,
) {
  const params = change.subCommandParams;
  key.channel.script(
    0x0d,
    map(
      [1, change.subCommand],
      ...(params ? ([[2, params]] as [number, typeof params][]) : []),
      [3, key.fixture.protocol],
      [4, key.sign(configAuthMessage(change))],
    ),
    answer,
  );
}

describe('a fresh key', () => {
  it('is enrolled with twelve requests after INIT: one key agreement, a new token for each step', async () => {
    const key = createScriptedKey('opensk');
    const { client, platform, channel } = key;
    const proof = {
      rpId: RP_ID,
      clientDataHash: HASH,
      allowList: [{ type: 'public-key', id: ID }],
      options: { up: false },
    };
    key.info();
    key.agreement();
    key.setPin();
    key.token(MC);
    makeCredentialLine(key, ATTESTATION);
    key.token(GA);
    proofLine(key);
    key.token(ACFG);
    configLine(key, setMinPinLength({ newMinPinLength: 6 }));
    key.token(ACFG);
    configLine(key, setMinPinLength({ forceChangePin: true }));
    key.info(
      new Map<number, number | boolean>([
        [12, true],
        [13, 6],
      ]),
    );

    await client.getInfo();
    await client.setPin({ platform });
    expect((await client.makeCredential({ ...WANTED, platform })).fmt).toBe('none');
    expect((await client.getAssertion({ ...proof, platform })).signature).toEqual(ID);
    await client.setMinPinLength({ platform, newMinPinLength: 6 });
    await client.setMinPinLength({ platform, forceChangePin: true });
    expect(await client.getInfo()).toMatchObject({ forcePinChange: true, minPinLength: 6 });
    expect(client.requestCount).toBe(12);
    channel.expectDone();
  });

  it('gets a token by getPinToken where it has no permissions, as solo with protocol one', async () => {
    const key = createScriptedKey('solo');
    key.info();
    key.agreement();
    key.token(undefined);
    makeCredentialLine(key, ATTESTATION);
    await key.client.makeCredential({ ...WANTED, platform: key.platform });
    key.channel.expectDone();
  });

  it('makes a credential without a token where no platform is given', async () => {
    const key = createScriptedKey('canokey');
    key.info();
    key.channel.script(
      0x01,
      map(
        [1, HASH],
        [2, map(['id', RP_ID])],
        [3, map(['id', ID])],
        [4, [map(['alg', -7], ['type', 'public-key'])]],
        [7, map(['rk', true])],
      ),
      0x28,
    );
    expect(await failureOf(key.client.makeCredential(WANTED))).toMatchObject({
      code: 'key_store_full',
    });
    key.channel.expectDone();
  });
});

describe('getInfo', () => {
  it('is asked once, and again only after a change or on demand', async () => {
    const key = createScriptedKey('opensk');
    key.info();
    await key.client.getInfo();
    await key.client.getInfo();
    key.info();
    await key.client.getInfo({ fresh: true });
    key.channel.script(0x07, undefined, 0);
    await key.client.reset();
    key.info();
    await key.client.getInfo();
    key.channel.expectDone();
  });

  it('names a key that only knows U2F', async () => {
    const key = createScriptedKey('vfido');
    key.channel.script(0x04, undefined, new CtapHidError('ctaphid_error', 'x', { hidStatus: 1 }));
    expect(await failureOf(key.client.getInfo())).toMatchObject({ code: 'key_without_fido2' });
  });
});

describe('reset and selection', () => {
  it('sends Reset as the very first command where nothing else was asked', async () => {
    const key = createScriptedKey('opensk');
    key.channel.script(0x07, undefined, 0x30);
    expect(await failureOf(key.client.reset())).toMatchObject({ code: 'reset_window_missed' });
    key.channel.expectDone();
  });

  it('forgets the key agreement with the reset', async () => {
    const key = createScriptedKey('opensk');
    key.info();
    key.agreement();
    key.token(MC);
    await key.client.acquireToken({ platform: key.platform, ...MC });
    key.channel.script(0x07, undefined, 0);
    await key.client.reset();
    key.agreement();
    key.setPin();
    await key.client.setPin({ platform: key.platform });
    key.channel.expectDone();
  });

  it('waits for the touch of this key', async () => {
    const key = createScriptedKey('opensk');
    key.info();
    key.channel.script(0x0b, undefined, 0x27);
    expect(await failureOf(key.client.select())).toMatchObject({ code: 'touch_denied' });
    const controller = new AbortController();
    key.channel.script(0x0b, undefined, 0);
    await key.client.select({ signal: controller.signal });
    expect(key.channel.options.at(-1)?.signal).toBe(controller.signal);
  });
});

describe('selection', () => {
  it.each(['solo', 'vfido'] as const)(
    'is not asked of %s, which does not know it',
    async (model) => {
      const key = createScriptedKey(model);
      key.info();
      expect(await failureOf(key.client.select())).toMatchObject({ code: 'command_unsupported' });
      expect(key.client.requestCount).toBe(1);
    },
  );
});

describe('settings', () => {
  it('take a new token for each call, since pico rejects the second use of one', async () => {
    const key = createScriptedKey('pico');
    key.info();
    key.agreement();
    for (const newMinPinLength of [5, 6]) {
      key.token(ACFG);
      configLine(key, setMinPinLength({ newMinPinLength }));
    }
    await key.client.setMinPinLength({ platform: key.platform, newMinPinLength: 5 });
    await key.client.setMinPinLength({ platform: key.platform, newMinPinLength: 6 });
    key.channel.expectDone();
  });

  it('say command_unsupported when the key refuses after all, by status or by CTAPHID error', async () => {
    const key = createScriptedKey('pico');
    const unknown = new CtapHidError('ctaphid_error', 'x', { hidStatus: 1 });
    key.info();
    key.agreement();
    for (const answer of [0xf1, unknown]) {
      key.token(ACFG);
      configLine(key, { subCommand: 1, subCommandParams: undefined }, answer);
      const refused = key.client.enableEnterpriseAttestation({ platform: key.platform });
      expect(await failureOf(refused)).toMatchObject({ code: 'command_unsupported' });
    }
    key.channel.expectDone();
  });

  it.each(['canokey', 'solo', 'vfido'] as const)(
    'are not even tried on %s, which has none',
    async (model) => {
      const key = createScriptedKey(model);
      key.info();
      const { client, platform } = key;
      const changes = [
        () => client.setMinPinLength({ platform, newMinPinLength: 6 }),
        () => client.toggleAlwaysUv({ platform }),
        () => client.enableEnterpriseAttestation({ platform }),
        () => client.enableLongTouchForReset({ platform }),
      ];
      for (const change of changes) {
        expect(await failureOf(change())).toMatchObject({ code: 'command_unsupported' });
      }
      expect(key.client.requestCount).toBe(1);
    },
  );

  it('are changed without a token on a key without user verification', async () => {
    const key = createScriptedKey('opensk');
    key.info(map([31, [2, 4]]));
    key.channel.script(0x0d, map([1, 2]), 0);
    key.channel.script(0x0d, map([1, 4]), 0x3e);
    await key.client.toggleAlwaysUv({});
    expect(await failureOf(key.client.enableLongTouchForReset({}))).toMatchObject({
      code: 'command_unsupported',
    });
    key.channel.expectDone();
  });
});

describe('built-in user verification', () => {
  it('gives a token without a PIN', async () => {
    const key = createScriptedKey('opensk');
    key.info(map([4, optionsOf('opensk', { uv: true })]));
    key.agreement();
    key.tokenByUv(GA);
    proofLine(key);
    const proof = {
      rpId: RP_ID,
      clientDataHash: HASH,
      allowList: [{ type: 'public-key', id: ID }],
      options: { up: false },
    };
    await key.client.getAssertion({ ...proof, platform: key.platform, by: 'uv' });
    key.tokenByUv(GA, 0x3f);
    const refused = key.client.acquireToken({ platform: key.platform, by: 'uv', ...GA });
    expect(await failureOf(refused)).toMatchObject({ code: 'uv_invalid' });
    key.channel.expectDone();
  });

  it('has its own retries', async () => {
    const key = createScriptedKey('opensk');
    key.info();
    key.channel.script(0x06, map([1, 2], [2, 7]), map([5, 3]));
    expect(await key.client.uvRetries()).toBe(3);
  });
});
