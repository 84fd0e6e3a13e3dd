import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAssembler } from './assembler.ts';
import { MAX_MESSAGE_BYTES } from './constants.ts';
import { readFrame, writeFrames } from './frames.ts';

describe('frames', () => {
  it('put any message together again that they were cut from', () => {
    const bytes = fc.uint8Array({ maxLength: MAX_MESSAGE_BYTES, size: 'max' });
    fc.assert(
      fc.property(bytes, fc.integer({ min: 1, max: 0x7f }), (data, command) => {
        const assembler = createAssembler();
        const results = writeFrames(7, command, data).map((report) => {
          const frame = readFrame(report);
          return frame === undefined ? undefined : assembler.push(frame);
        });
        expect(results.at(-1)).toEqual({
          type: 'message',
          message: { channel: 7, command, data },
        });
        expect(results.slice(0, -1).every((result) => result?.type === 'nothing')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('survive any bytes at all', () => {
    const report = fc.uint8Array({ minLength: 64, maxLength: 64 });
    fc.assert(
      fc.property(fc.array(report, { maxLength: 20 }), (reports) => {
        const assembler = createAssembler();
        for (const bytes of reports) {
          const frame = readFrame(bytes);
          if (frame !== undefined)
            expect(assembler.push(frame).type).toMatch(/nothing|message|error/);
        }
      }),
    );
  });

  it('take no report of another size', () => {
    expect(readFrame(new Uint8Array(63))).toBeUndefined();
    expect(readFrame(new Uint8Array(65))).toBeUndefined();
  });
});
