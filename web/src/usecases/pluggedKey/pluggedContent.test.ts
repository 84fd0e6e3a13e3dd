import { describe, expect, it } from 'vitest';
import { canokey } from '#e2e/authenticator/profiles/canokey.ts';
import { ctap20, ctap21pre } from '#e2e/authenticator/profiles/ctap20.ts';
import { opensk } from '#e2e/authenticator/profiles/opensk.ts';
import { pico } from '#e2e/authenticator/profiles/pico.ts';
import { solo } from '#e2e/authenticator/profiles/solo.ts';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { createPluggedBench } from '#e2e/pluggedKey/pluggedBench.ts';

const PIN = '493817';
const PASSKEYS = [
  { rpId: 'login.microsoft.com', user: 'Lee Gu' },
  { rpId: 'github.example', user: 'Lee' },
  { rpId: 'github.example', user: 'Lee at work' },
];
const FIVE_MINUTES_MS = 5 * 60_000;

function sitesOf(bench: ReturnType<typeof createPluggedBench>) {
  return bench
    .managed()
    .content?.passkeys?.sites.map(({ rpId, passkeys }) => [
      rpId,
      ...passkeys.map(({ displayName }) => displayName),
    ]);
}

describe('what is on the key', () => {
  it.each([yubikey5, opensk, canokey, pico, ctap21pre])(
    'is listed by site after the PIN of $id, and one passkey is deleted',
    async (profile) => {
      const bench = createPluggedBench();
      const key = await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS }, profile);
      await bench.read(key);
      expect(bench.managed().content).toBeNull();
      await bench.desk.unlock(PIN);
      expect(sitesOf(bench)).toEqual([
        ['login.microsoft.com', 'Lee Gu'],
        ['github.example', 'Lee', 'Lee at work'],
      ]);
      const room = bench.managed().content?.passkeys?.room ?? 0;
      const gone = bench.managed().content?.passkeys?.sites[1]?.passkeys[0];
      await bench.desk.deletePasskey(gone?.id ?? '');
      expect(sitesOf(bench)).toEqual([
        ['login.microsoft.com', 'Lee Gu'],
        ['github.example', 'Lee at work'],
      ]);
      expect(bench.managed().content?.passkeys?.room).toBe(room + 1);
      expect(key.snapshot().credentials).toHaveLength(2);
    },
  );

  it('is listed with a token without permissions, too', async () => {
    const bench = createPluggedBench();
    await bench.read(await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS.slice(0, 1) }, solo));
    await bench.desk.unlock(PIN);
    expect(sitesOf(bench)).toEqual([['login.microsoft.com', 'Lee Gu']]);
  });

  it('may be nothing', async () => {
    const bench = createPluggedBench();
    await bench.read(await bench.makeUsedKey({ pin: PIN }));
    await bench.desk.unlock(PIN);
    expect(bench.managed().content).toEqual({
      passkeys: { sites: [], room: 100 },
      fingerprints: null,
    });
  });

  it('cannot be listed on a key that has no credential management, and nothing is asked for it', async () => {
    const bench = createPluggedBench();
    const key = await bench.makeUsedKey({ pin: PIN }, ctap20);
    expect(await bench.read(key)).toMatchObject({ canListPasskeys: false });
    await bench.desk.unlock(PIN);
    expect(bench.managed().content).toEqual({ passkeys: null, fingerprints: null });
  });

  it('stays hidden with a wrong PIN, which is not kept for another try', async () => {
    const bench = createPluggedBench();
    await bench.read(await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS }));
    await expect(bench.desk.unlock('000111')).rejects.toMatchObject({ pinRetries: 7 });
    expect(bench.managed().content).toBeNull();
    await expect(bench.desk.deletePasskey('00')).rejects.toMatchObject({ code: 'pin_invalid' });
    expect(bench.facts().pinRetries).toBe(7);
  });

  it('is hidden again by hand, after a while, and with the key', async () => {
    const bench = createPluggedBench();
    const key = await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS });
    await bench.read(key);
    await bench.desk.unlock(PIN);
    bench.desk.lock();
    expect(bench.managed().content).toBeNull();

    await bench.desk.unlock(PIN);
    await bench.clock.advance(FIVE_MINUTES_MS - 1);
    expect(bench.managed().content).not.toBeNull();
    await bench.clock.advance(1);
    expect(bench.managed().content).toBeNull();

    await bench.desk.unlock(PIN);
    key.powerDown();
    await bench.read(key);
    expect(bench.managed().content).toBeNull();
  });

  it('is not shown as it was when it could not be listed again after a change', async () => {
    const bench = createPluggedBench();
    const key = await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS });
    await bench.read(key);
    await bench.desk.unlock(PIN);
    const id = bench.managed().content?.passkeys?.sites[0]?.passkeys[0]?.id ?? '';
    const command = 'credentialManagement.getCredsMetadata';
    key.faults.add({ kind: 'status', command, status: 0x7f, times: 1 });
    await expect(bench.desk.deletePasskey(id)).rejects.toMatchObject({ code: 'ctap_error' });
    expect(key.snapshot().credentials).toHaveLength(2);
    expect(bench.managed().content).toBeNull();
  });

  it('tells that a passkey is gone already', async () => {
    const bench = createPluggedBench();
    await bench.read(await bench.makeUsedKey({ pin: PIN, passkeys: PASSKEYS }));
    await bench.desk.unlock(PIN);
    await expect(bench.desk.deletePasskey('0011')).rejects.toMatchObject({
      code: 'no_credentials',
    });
  });
});
