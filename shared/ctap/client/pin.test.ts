import { describe, expect, it } from 'vitest';
import { failureOf } from '../testing/failureOf.ts';
import { optionsOf } from '../testing/keyModels.ts';
import { keyPublicKey } from '../testing/pinFixture.ts';
import {
  createChangingPlatform,
  createScriptedKey,
  map,
  type ScriptedKey,
} from '../testing/scriptedKey.ts';

const CM = { permissions: 0x04 };
const METADATA = map([1, 0], [2, 9]);

function metadataLine(key: ScriptedKey, answer: number | ReturnType<typeof map>) {
  const param = key.sign(Uint8Array.of(1));
  key.channel.script(0x0a, map([1, 1], [3, key.fixture.protocol], [4, param]), answer);
}

function ready(model: 'opensk' | 'pico' | 'solo' = 'opensk') {
  const key = createScriptedKey(model);
  key.info();
  key.agreement();
  return { key, acquire: () => key.client.acquireToken({ platform: key.platform, ...CM }) };
}

describe('a wrong PIN', () => {
  it('is told with the attempts left, sent once, and followed by a new key agreement', async () => {
    const { key, acquire } = ready();
    key.token(CM, 0x31);
    key.info();
    key.retries(7, false);
    expect(await failureOf(acquire())).toMatchObject({
      code: 'pin_invalid',
      status: 0x31,
      pinRetries: 7,
    });
    key.channel.expectDone();

    key.agreement();
    key.token(CM);
    await acquire();
    key.channel.expectDone();
  });

  it('stays a wrong PIN when the attempts cannot be read', async () => {
    const { key, acquire } = ready('solo');
    key.token(undefined, 0x31);
    key.info();
    key.channel.script(0x06, map([1, 1], [2, 1]), 0x7f);
    expect(await failureOf(acquire())).toMatchObject({
      code: 'pin_invalid',
      pinRetries: undefined,
    });
    key.channel.expectDone();
  });

  it('stops all PINs when the key wants to be plugged in anew', async () => {
    const { key, acquire } = ready();
    key.token(CM, 0x34);
    key.retries(5, true);
    const blocked = { code: 'pin_auth_blocked', status: 0x34, pinRetries: 5 };
    expect(await failureOf(acquire())).toMatchObject(blocked);
    expect(await failureOf(acquire())).toMatchObject(blocked);
    expect(
      await failureOf(key.client.changePin({ platform: createChangingPlatform() })),
    ).toMatchObject(blocked);
    key.channel.expectDone();
  });

  it('stops all PINs when the power-cycle state says that the next one would be refused', async () => {
    const { key, acquire } = ready();
    key.token(CM, 0x31);
    key.info();
    key.retries(5, true);
    expect(await failureOf(acquire())).toMatchObject({ code: 'pin_invalid', pinRetries: 5 });
    expect(await failureOf(acquire())).toMatchObject({ code: 'pin_auth_blocked', pinRetries: 5 });
    key.channel.expectDone();
  });

  it('ends at none left', async () => {
    const { key, acquire } = ready();
    key.token(CM, 0x32);
    expect(await failureOf(acquire())).toMatchObject({ code: 'pin_blocked', pinRetries: 0 });
    key.channel.expectDone();
  });

  it('is allowed again after a reset', async () => {
    const { key, acquire } = ready();
    key.token(CM, 0x34);
    key.retries(5);
    await failureOf(acquire());
    key.channel.script(0x07, undefined, 0);
    await key.client.reset();
    key.agreement();
    key.token(CM);
    await acquire();
    key.channel.expectDone();
  });
});

describe('a PIN that must be changed', () => {
  it.each(['opensk', 'pico'] as const)(
    'is not called wrong, although %s says PIN_INVALID',
    async (model) => {
      const { key, acquire } = ready(model);
      key.token(CM, 0x31);
      key.info(map([12, true]));
      expect(await failureOf(acquire())).toMatchObject({
        code: 'pin_change_required',
        status: 0x31,
      });
      key.channel.expectDone();
    },
  );

  it('is named from PIN_POLICY_VIOLATION without another question', async () => {
    const { key, acquire } = ready();
    key.token(CM, 0x37);
    expect(await failureOf(acquire())).toMatchObject({ code: 'pin_change_required', status: 0x37 });
    key.channel.expectDone();
  });
});

describe('a rejected token', () => {
  it('is replaced once, after a new key agreement (vfido gets one in 200 wrong)', async () => {
    const { key } = ready();
    key.token(CM);
    metadataLine(key, 0x33);
    key.agreement();
    key.token(CM);
    metadataLine(key, METADATA);
    expect(await key.client.credentialsMetadata({ platform: key.platform })).toMatchObject({
      existingCredentials: 0,
    });
    key.channel.expectDone();
  });

  it('is not replaced twice', async () => {
    const { key } = ready();
    for (let round = 0; round < 2; round += 1) {
      if (round > 0) {
        key.agreement();
      }
      key.token(CM);
      metadataLine(key, 0x33);
    }
    const refused = key.client.credentialsMetadata({ platform: key.platform });
    expect(await failureOf(refused)).toMatchObject({ code: 'pin_auth_invalid' });
    key.channel.expectDone();
  });

  it('at the request itself costs one more attempt, if there are enough left, and only once', async () => {
    const { key, acquire } = ready();
    key.token(CM, 0x33);
    key.retries(8);
    key.agreement();
    key.token(CM);
    await acquire();
    key.token(CM, 0x33);
    expect(await failureOf(acquire())).toMatchObject({ code: 'pin_auth_invalid' });
    key.channel.expectDone();
  });

  it('at the request itself is left alone with three attempts left', async () => {
    const { key, acquire } = ready();
    key.token(CM, 0x33);
    key.retries(3);
    expect(await failureOf(acquire())).toMatchObject({ code: 'pin_auth_invalid' });
    key.channel.expectDone();
  });
});

describe('setPIN', () => {
  it('on a key that has a PIN says pin_auth_invalid and changes nothing', async () => {
    const { key } = ready();
    key.setPin(0x33);
    key.info(map([4, optionsOf('opensk', { clientPin: true })]));
    expect(await failureOf(key.client.setPin({ platform: key.platform }))).toMatchObject({
      code: 'pin_auth_invalid',
    });
    key.channel.expectDone();
  });

  it('is tried once more with a new key agreement when the key has no PIN yet', async () => {
    const { key } = ready();
    key.setPin(0x33);
    key.info();
    key.agreement();
    key.setPin();
    await key.client.setPin({ platform: key.platform });
    key.channel.expectDone();
  });

  it('reports a PIN the key finds too short', async () => {
    const { key } = ready();
    key.setPin(0x37);
    expect(await failureOf(key.client.setPin({ platform: key.platform }))).toMatchObject({
      code: 'pin_policy_violation',
    });
    key.channel.expectDone();
  });

  it('works with protocol one', async () => {
    const { key } = ready('solo');
    key.setPin();
    await key.client.setPin({ platform: key.platform });
    key.channel.expectDone();
  });
});

describe('changePIN', () => {
  const platform = createChangingPlatform();

  it.each(['opensk', 'solo'] as const)('replaces the PIN of %s', async (model) => {
    const { key } = ready(model);
    key.changePin();
    await key.client.changePin({ platform });
    key.channel.expectDone();
  });

  it('never sends a wrong PIN twice', async () => {
    const { key } = ready();
    key.changePin(0x31);
    key.retries(6);
    expect(await failureOf(key.client.changePin({ platform }))).toMatchObject({
      code: 'pin_invalid',
      pinRetries: 6,
    });
    key.channel.expectDone();
  });

  it('is tried once more after PIN_AUTH_INVALID, which costs no attempt', async () => {
    const { key } = ready();
    key.changePin(0x33);
    key.agreement();
    key.changePin();
    await key.client.changePin({ platform });
    key.channel.expectDone();
  });

  it('to the same PIN is refused by pico while a change is due', async () => {
    const { key } = ready('pico');
    key.changePin(0x37);
    expect(await failureOf(key.client.changePin({ platform }))).toMatchObject({
      code: 'pin_policy_violation',
    });
    key.channel.expectDone();
  });
});

describe('the key agreement', () => {
  it('is told to a platform elsewhere, and is the one that the next operation uses', async () => {
    const { key, acquire } = ready();
    expect(await key.client.keyAgreement()).toEqual({ protocol: 2, publicKey: keyPublicKey });
    key.token(CM);
    await acquire();
    key.channel.expectDone();
  });
});

describe('attempts', () => {
  it('can be asked for without costing one', async () => {
    const key = createScriptedKey('opensk');
    key.info();
    key.retries(8, false);
    expect(await key.client.pinRetries()).toEqual({ pinRetries: 8, powerCycleState: false });
    key.channel.expectDone();
  });

  it('are not to be had from a key without PIN protocols', async () => {
    const key = createScriptedKey('vfido');
    key.info(map([6, [9]]));
    expect(await failureOf(key.client.pinRetries())).toMatchObject({
      code: 'key_without_pin_support',
    });
    const refused = key.client.acquireToken({ platform: key.platform, ...CM });
    expect(await failureOf(refused)).toMatchObject({ code: 'key_without_pin_support' });
  });
});
