import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError, CtapHidError } from '#shared/failure/appError.ts';
import { callCtap, isCommandUnsupported } from './ctapCall.ts';
import { failureOf } from './testing/failureOf.ts';
import { createScriptedCtapChannel } from './testing/scriptedCtapChannel.ts';

function setUp(maxMsgSize = 1024) {
  const channel = createScriptedCtapChannel();
  const sloppy: number[] = [];
  const link = { channel, maxMsgSize, onSloppyCbor: (command: number) => sloppy.push(command) };
  return { channel, link, sloppy };
}

const SLOPPY_MAP = Uint8Array.of(0, 0xa2, 0x02, 0x80, 0x01, 0x80);

describe('a CTAP2 command', () => {
  it('gives the decoded map, and an empty one for an answer without data', async () => {
    const { channel, link } = setUp();
    channel.script(0x06, new Map([[2, 1]]), new Map([[3, 8]]));
    channel.script(0x0b, undefined, 0);
    expect(await callCtap(link, { command: 0x06, parameters: new Map([[2, 1]]) })).toEqual(
      new Map([[3, 8]]),
    );
    expect(await callCtap(link, { command: 0x0b })).toEqual(new Map());
    channel.expectDone();
  });

  it('throws a status with its command', async () => {
    const { channel, link } = setUp();
    channel.script(0x01, undefined, 0x28);
    expect(await failureOf(callCtap(link, { command: 0x01 }))).toMatchObject({
      code: 'key_store_full',
      command: 0x01,
      status: 0x28,
    });
  });

  it("takes pico's CTAPHID error 0x01 for a command it does not know, and other errors as they are", async () => {
    const { channel, link } = setUp();
    channel.script(0x09, undefined, new CtapHidError('ctaphid_error', 'x', { hidStatus: 1 }));
    channel.script(0x09, undefined, new CtapHidError('ctaphid_error', 'x', { hidStatus: 0x7f }));
    channel.script(0x0d, undefined, 0xf1);
    const first = await failureOf(callCtap(link, { command: 0x09 }));
    expect(first).toMatchObject({ code: 'command_unsupported', status: 0x01 });
    expect(isCommandUnsupported(first)).toBe(true);
    expect(await failureOf(callCtap(link, { command: 0x09 }))).toMatchObject({ hidStatus: 0x7f });
    expect(isCommandUnsupported(await failureOf(callCtap(link, { command: 0x0d })))).toBe(true);
    channel.expectDone();
  });

  it('does not send what the key has no room for', async () => {
    const { channel, link } = setUp(64);
    const parameters = new Map([[1, new Uint8Array(64)]]);
    expect(await failureOf(callCtap(link, { command: 0x01, parameters }))).toMatchObject({
      status: 0x39,
    });
    expect(channel.requestCount).toBe(0);
  });

  it('reads sloppy CBOR where it only describes, and says so', async () => {
    const { channel, link, sloppy } = setUp();
    channel.script(0x04, undefined, SLOPPY_MAP);
    expect((await callCtap(link, { command: 0x04 })).size).toBe(2);
    expect(sloppy).toEqual([0x04]);
  });

  it.each([0x01, 0x02, 0x06])(
    'refuses sloppy CBOR in what is signed or used as a key (command %i)',
    async (command) => {
      const { channel, link, sloppy } = setUp();
      channel.script(command, undefined, SLOPPY_MAP);
      expect(await failureOf(callCtap(link, { command }))).toMatchObject({ code: 'cbor_invalid' });
      expect(sloppy).toEqual([]);
    },
  );

  it('refuses an answer of no bytes and an answer that is no map', async () => {
    const { channel, link } = setUp();
    channel.script(0x04, undefined, new Uint8Array());
    channel.script(0x04, undefined, Uint8Array.of(0, 0x80));
    expect(await failureOf(callCtap(link, { command: 0x04 }))).toMatchObject({
      code: 'response_invalid',
    });
    expect(await failureOf(callCtap(link, { command: 0x04 }))).toMatchObject({
      code: 'cbor_invalid',
    });
  });

  it('waits long for a touch and shortly for the rest', async () => {
    const { channel, link } = setUp();
    channel.script(0x04, undefined, 0);
    channel.script(0x01, undefined, 0);
    channel.script(0x06, undefined, 0);
    await callCtap(link, { command: 0x04 });
    await callCtap(link, { command: 0x01 });
    await callCtap(link, { command: 0x06, subCommand: 0x06 });
    expect(channel.options.map((options) => options?.silenceMs)).toEqual([5_000, 30_000, 30_000]);
  });

  it('answers any bytes of a key with a map or a typed failure', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 100 }),
        fc.constantFrom(0x01, 0x04),
        async (answer, command) => {
          const { channel, link } = setUp();
          channel.script(command, undefined, answer);
          try {
            expect(await callCtap(link, { command })).toBeInstanceOf(Map);
          } catch (error) {
            expect(error).toBeInstanceOf(AppError);
          }
        },
      ),
    );
  });
});
