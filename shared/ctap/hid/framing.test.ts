import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHex } from '#shared/bytes/hex.ts';
import { createAssembler } from './assembler.ts';
import { splitMessage } from './splitMessage.ts';
import vectors from './vectors/framing.json' with { type: 'json' };

const CHANNEL = 0x01020304;

function bytes(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, index) => index & 0xff);
}

function assembleAll(reports: readonly Uint8Array[], channel = CHANNEL) {
  const assembler = createAssembler(channel);
  return reports.map((report) => assembler.parse(report));
}

function report(...start: number[]): Uint8Array {
  const whole = new Uint8Array(64);
  whole.set(start);
  return whole;
}

describe('CTAPHID framing', () => {
  for (const { title, channelId, command, payload, reports } of vectors.cases) {
    it(`splits and assembles ${title}`, () => {
      const payloadBytes = Uint8Array.from(Buffer.from(payload, 'hex'));
      const split = splitMessage(channelId, command, payloadBytes);
      expect(split.map(toHex)).toEqual(reports.map((text) => text.padEnd(128, '0')));
      expect(assembleAll(split, channelId).at(-1)?.message).toEqual({
        command,
        payload: payloadBytes,
      });
    });
  }

  it('gives back every message that it split', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.integer({ min: 0, max: 0x7f }),
        fc.oneof(
          fc.uint8Array({ maxLength: 300 }),
          fc.constantFrom(57, 58, 116, 117, 7608, 7609).map(bytes),
        ),
        (channelId, command, payload) => {
          const results = assembleAll(splitMessage(channelId, command, payload), channelId);
          expect(results.slice(0, -1).every((result) => result === undefined)).toBe(true);
          expect(results.at(-1)?.message).toEqual({ command, payload });
        },
      ),
    );
  });

  it('survives any reports without throwing, and gives messages of their announced length only', () => {
    const anyReport = fc
      .tuple(
        fc.uint8Array({ minLength: 60, maxLength: 60 }),
        fc.constantFrom(CHANNEL, 0xffffffff, 7),
      )
      .map(([tail, channel]) => {
        const whole = report();
        new DataView(whole.buffer).setUint32(0, channel);
        whole.set(tail, 4);
        return whole;
      });
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyReport, fc.uint8Array({ maxLength: 80 })), { maxLength: 40 }),
        (reports) => {
          for (const result of assembleAll(reports)) {
            if (result?.message) expect(result.message.payload.length).toBeLessThanOrEqual(7609);
            if (result?.error) expect(result.error.code).toBe('ctaphid_protocol');
          }
        },
      ),
    );
  });

  it('holds the longest message in 129 reports and refuses a longer one', () => {
    expect(splitMessage(CHANNEL, 1, bytes(7609))).toHaveLength(129);
    expect(() => splitMessage(CHANNEL, 1, bytes(7610))).toThrow(TypeError);
  });

  it('refuses a command with the initialization bit and a channel beyond 32 bits', () => {
    expect(() => splitMessage(CHANNEL, 0x90, bytes(1))).toThrow(TypeError);
    expect(() => splitMessage(2 ** 32, 1, bytes(1))).toThrow(TypeError);
  });

  it('rejects a continuation packet with a skipped sequence number', () => {
    const [first, , third] = splitMessage(CHANNEL, 0x10, bytes(150));
    if (!first || !third) throw new Error('too few reports');
    expect(assembleAll([first, third])[1]?.error?.code).toBe('ctaphid_protocol');
  });

  it('rejects a repeated continuation packet', () => {
    const [first, second] = splitMessage(CHANNEL, 0x10, bytes(150));
    if (!first || !second) throw new Error('too few reports');
    expect(assembleAll([first, second, second])[2]?.error?.code).toBe('ctaphid_protocol');
  });

  it('rejects a message that begins inside another one, and starts afresh after it', () => {
    const long = splitMessage(CHANNEL, 0x10, bytes(150));
    const [short] = splitMessage(CHANNEL, 0x3b, bytes(1));
    const [first] = long;
    if (!first || !short) throw new Error('too few reports');
    const results = assembleAll([first, short, short]);
    expect(results[1]?.error?.code).toBe('ctaphid_protocol');
    expect(results[2]?.message?.command).toBe(0x3b);
  });

  it('rejects an announced length above 7609 bytes before taking memory for it', () => {
    expect(assembleAll([report(1, 2, 3, 4, 0x90, 0xff, 0xff)])[0]?.error?.code).toBe(
      'ctaphid_protocol',
    );
    expect(assembleAll([report(1, 2, 3, 4, 0x90, 0x1d, 0xba)])[0]?.error?.code).toBe(
      'ctaphid_protocol',
    );
    expect(assembleAll([report(1, 2, 3, 4, 0x90, 0x1d, 0xb9)])[0]).toBeUndefined();
  });

  it('rejects a report that is not 64 bytes', () => {
    expect(assembleAll([new Uint8Array(63)])[0]?.error?.code).toBe('ctaphid_protocol');
    expect(assembleAll([new Uint8Array(65)])[0]?.error?.code).toBe('ctaphid_protocol');
  });

  it('skips packets of other channels, even between its own', () => {
    const own = splitMessage(CHANNEL, 0x10, bytes(100));
    const [foreign] = splitMessage(CHANNEL + 1, 0x10, bytes(5));
    const [first, second] = own;
    if (!first || !second || !foreign) throw new Error('too few reports');
    const results = assembleAll([foreign, first, foreign, second]);
    expect(results[0]).toBeUndefined();
    expect(results[2]).toBeUndefined();
    expect(results[3]?.message?.payload).toEqual(bytes(100));
  });

  it('skips a continuation packet that nothing came before', () => {
    expect(assembleAll([report(1, 2, 3, 4, 0x00, 9, 9)])[0]).toBeUndefined();
  });

  it('copies the payload out of the report', () => {
    const [first] = splitMessage(CHANNEL, 0x10, bytes(4));
    if (!first) throw new Error('too few reports');
    const [result] = assembleAll([first]);
    first.fill(0xee);
    expect(result?.message?.payload).toEqual(bytes(4));
  });
});
