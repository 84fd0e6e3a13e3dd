import { describe, expect, it } from 'vitest';
import { canokey } from '#e2e/authenticator/profiles/canokey.ts';
import { ctap21pre } from '#e2e/authenticator/profiles/ctap20.ts';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import { pico } from '#e2e/authenticator/profiles/pico.ts';
import type { Profile } from '#e2e/authenticator/profiles/profile.ts';
import { solo } from '#e2e/authenticator/profiles/solo.ts';
import { vfido } from '#e2e/authenticator/profiles/vfido.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { callCtap } from '#shared/ctap/ctapCall.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type Bench, plugIn } from './bench.ts';
import { credentialFor, enrol, makeFor, prove } from './enrolment.ts';

async function withPin(profile: Profile): Promise<Bench> {
  const bench = plugIn(profile);
  await bench.run(bench.client.setPin({ platform: bench.platform }));
  return bench;
}

function unknownCommand({ channel }: Bench, command: number) {
  return callCtap({ channel, maxMsgSize: 1024 }, { command });
}

describe('channels', () => {
  it('of opensk are numbered from 1, and that is a channel like any other', async () => {
    const bench = plugIn(opensk);
    await bench.run(bench.client.getInfo());
    expect(bench.channel.channelId).toBe(1);
    const other = bench.join();
    await bench.run(other.client.getInfo());
    expect(other.channel.channelId).toBe(2);
  });

  it('of pico are one for everybody', async () => {
    const bench = plugIn(pico);
    const other = bench.join();
    await bench.run(bench.client.getInfo());
    await bench.run(other.client.getInfo());
    expect([bench.channel.channelId, other.channel.channelId]).toEqual([0x01000000, 0x01000000]);
  });
});

describe('two pages on one key', () => {
  it.each([yubikey5, opensk, canokey, solo])(
    '$id: the second waits for the first in vain and says so; the first is not disturbed',
    async (profile) => {
      const bench = plugIn(profile, { touch: 'manual' });
      await bench.run(bench.client.setPin({ platform: bench.platform }));
      const first = makeFor(bench.client, bench.platform, 'alex');
      await bench.clock.advance(500);
      const second = bench.join();
      expect(await bench.fail(second.client.getInfo())).toMatchObject({ code: 'device_busy' });
      bench.key.touch();
      expect((await bench.run(first)).authData.flags.userPresent).toBe(true);
      await bench.run(second.client.getInfo());
    },
  );

  it('pico: the second ends the first, which says so and can go on', async () => {
    const bench = plugIn(pico, { touch: 'manual' });
    await bench.run(bench.client.setPin({ platform: bench.platform }));
    const first = makeFor(bench.client, bench.platform, 'alex');
    first.catch(() => undefined);
    await bench.clock.advance(500);
    const second = bench.join();
    await bench.run(second.client.getInfo());
    expect(await bench.fail(first)).toBeInstanceOf(AppError);
    expect(bench.key.snapshot().credentials).toEqual([]);
    bench.key.setTouchPolicy('immediate');
    await bench.run(makeFor(bench.client, bench.platform, 'alex'));
  });
});

describe('commands a firmware does not know', () => {
  it.each([
    [pico, 0x09],
    [pico, 0x40],
    [pico, 0x55],
    [canokey, 0x09],
    [canokey, 0x0d],
    [canokey, 0x41],
    [solo, 0x09],
    [solo, 0x0b],
    [opensk, 0x40],
    [ctap21pre, 0x0a],
  ] as const)('$0.id: 0x%i is unsupported, and the next one works', async (profile, command) => {
    const bench = plugIn(profile);
    expect(await bench.fail(unknownCommand(bench, command))).toMatchObject({
      code: 'command_unsupported',
    });
    bench.requests();
    await bench.run(bench.client.getInfo());
    expect(bench.requests()).toEqual(['getInfo']);
  });

  it('crash vfido: the call ends by its own time limit', async () => {
    const bench = plugIn(vfido);
    expect(await bench.fail(unknownCommand(bench, 0x0a))).toMatchObject({ code: 'device_timeout' });
    bench.replug();
    await bench.run(bench.client.getInfo());
  });
});

describe('tokens', () => {
  it('of pico die after one setting, so that each gets its own', async () => {
    const bench = await withPin(pico);
    const { client, platform } = bench;
    await bench.run(client.setMinPinLength({ platform, newMinPinLength: 5 }));
    await bench.run(client.setMinPinLength({ platform, newMinPinLength: 6 }));
    await bench.run(client.setMinPinLength({ platform, forceChangePin: true }));
    expect(bench.key.snapshot()).toMatchObject({ minPinLength: 6, forcePinChange: true });
  });

  it('of solo and 2.1-PRE come without permissions, for credential management too', async () => {
    for (const profile of [solo, ctap21pre]) {
      const bench = await withPin(profile);
      const { client, platform } = bench;
      await bench.run(client.listCredentials({ platform }));
      expect(bench.requests()).toContain('clientPin.getPinToken');
    }
  });

  it('are taken anew for each operation, one key agreement serving all', async () => {
    const bench = await withPin(opensk);
    const { client, platform } = bench;
    const { credential } = await bench.run(makeFor(client, platform, 'alex'));
    for (let time = 0; time < 3; time += 1) await bench.run(prove(client, platform, credential));
    const names = bench.requests();
    expect(names.filter((name) => name === 'clientPin.getTokenUsingPin')).toHaveLength(4);
    expect(names.filter((name) => name === 'clientPin.getKeyAgreement')).toHaveLength(1);
    await bench.fail(prove(client, bench.wrongPlatform, credential));
    await bench.run(prove(client, platform, credential));
    expect(bench.requests()).toContain('clientPin.getKeyAgreement');
  });
});

describe('odd answers', () => {
  it('of pico hold 64-bit integers beyond 2^53, which stay exact', async () => {
    const bench = plugIn(pico);
    const info = await bench.run(bench.client.getInfo());
    expect(info.vendorPrototypeConfigCommands?.[0]).toBe(0x03e43f56b34285e2n);
  });

  it('of canokey leave minPINLength out, which means 4', async () => {
    const bench = plugIn(canokey);
    const info = await bench.run(bench.client.getInfo());
    expect(info).toMatchObject({ minPinLength: 4, forcePinChange: false });
  });

  it('of vfido leave extensions and maxMsgSize out', async () => {
    const bench = plugIn(vfido);
    const info = await bench.run(bench.client.getInfo());
    expect(info).toMatchObject({ extensions: [], maxMsgSize: 1024, transports: [] });
  });

  it('of solo name the person where the RP should be, and nobody believes it', async () => {
    const bench = await withPin(solo);
    const { client, platform } = bench;
    await bench.run(makeFor(client, platform, 'alex'));
    const [rp] = await bench.run(client.listCredentials({ platform }));
    expect(rp?.rpId).toBe('login.microsoft.com');
    expect(JSON.stringify([rp?.rpId, Object.keys(rp ?? {})])).not.toContain('alex');
  });

  it('of solo claim a touch that was not asked for, and the proof still counts', async () => {
    const bench = plugIn(solo);
    const { proof } = await bench.run(enrol(bench.client, bench.platform));
    expect(proof.authData[32]).toBe(0x05);
  });

  it('of vfido to an exclude list are a second credential', async () => {
    const bench = await withPin(vfido);
    const { client, platform } = bench;
    const { credential } = await bench.run(makeFor(client, platform, 'alex'));
    const kim = { ...credentialFor('kim', { excludeList: [credential] }), platform };
    await bench.run(client.makeCredential(kim));
    expect(bench.key.snapshot().credentials).toHaveLength(2);
  });
});

describe('a request longer than the key’s buffer', () => {
  it('is not sent', async () => {
    const bench = await withPin(pico);
    const { client, platform } = bench;
    bench.requests();
    const long = { id: 'x'.repeat(1_100), name: 'x' };
    const made = client.makeCredential({ ...credentialFor('alex', { rp: long }), platform });
    expect(await bench.fail(made)).toMatchObject({ status: 0x39 });
    expect(bench.requests()).not.toContain('makeCredential');
  });
});
