import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromHex } from '#shared/bytes/hex.ts';
import { CtapHidError, TransportError } from '#shared/failure/appError.ts';
import { failureOf } from '../testing/failureOf.ts';
import { parseTlvs, readYubikeyIdentity } from './yubikeySerial.ts';

/** Length, USB applications, serial 12345678, form factor, version 5.7.1. */
const PAGE = '12' + '0102023f' + '020400bc614e' + '040101' + '0503050701';

function channelWith(...answers: (string | Error)[]) {
  const asked: [number, number[]][] = [];
  return {
    asked,
    async call(command: number, payload: Uint8Array) {
      asked.push([command, [...payload]]);
      const answer = answers.shift();
      if (answer === undefined || answer instanceof Error) {
        throw answer ?? new Error('asked once too often');
      }
      return fromHex(answer);
    },
  };
}

describe('the identity of a YubiKey', () => {
  it('is serial and version of the management application', async () => {
    const channel = channelWith(PAGE);
    expect(await readYubikeyIdentity(channel)).toEqual({ serial: 12345678, version: '5.7.1' });
    expect(channel.asked).toEqual([[0x42, [0]]]);
  });

  it('goes on to the next page where there is more', async () => {
    const channel = channelWith('08' + '0503050704' + '100101', '06' + '020400bc614e');
    expect(await readYubikeyIdentity(channel)).toEqual({ serial: 12345678, version: '5.7.4' });
    expect(channel.asked).toEqual([
      [0x42, [0]],
      [0x42, [1]],
    ]);
  });

  it('has no serial on a Security Key', async () => {
    expect(await readYubikeyIdentity(channelWith('050503050704'))).toEqual({
      serial: undefined,
      version: '5.7.4',
    });
    expect(await readYubikeyIdentity(channelWith('06020400000000'))).toMatchObject({
      serial: undefined,
    });
  });

  it('is absent, not an error, where the key does not know the command or does not answer it', async () => {
    const unknown = new CtapHidError('ctaphid_error', 'x', { hidStatus: 1 });
    expect(await readYubikeyIdentity(channelWith(unknown))).toBeUndefined();
    const silent = new TransportError('device_timeout', 'x');
    expect(await readYubikeyIdentity(channelWith(silent))).toBeUndefined();
    expect(await readYubikeyIdentity(channelWith('09aabb'))).toBeUndefined();
    expect(await readYubikeyIdentity(channelWith(''))).toBeUndefined();
  });

  it('lets a pulled key and a cancel through', async () => {
    const gone = new TransportError('device_removed', 'x');
    expect(await failureOf(readYubikeyIdentity(channelWith(gone)))).toBe(gone);
  });

  it('stops with a key that always has one more page', async () => {
    const more = '03100101';
    const channel = channelWith(more, more, more, more);
    expect(await readYubikeyIdentity(channel)).toEqual({ serial: undefined, version: undefined });
  });

  it('reads back whatever tags were written, and takes any other bytes without throwing', () => {
    const tags = fc.dictionary(
      fc.integer({ min: 0, max: 255 }).map(String),
      fc.uint8Array({ maxLength: 12 }),
      { maxKeys: 8 },
    );
    fc.assert(
      fc.property(tags, (members) => {
        const body = Object.entries(members).flatMap(([tag, value]) => [
          Number(tag),
          value.length,
          ...value,
        ]);
        const parsed = parseTlvs(Uint8Array.of(body.length, ...body));
        expect(parsed).toEqual(
          new Map(Object.entries(members).map(([tag, value]) => [Number(tag), value])),
        );
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => void parseTlvs(bytes)));
  });
});
