import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinEnvelope, openEnvelope, sealEnvelope, splitEnvelope } from './envelope.ts';

const master = Uint8Array.from(randomBytes(32));
const context = ['tenant', 'enrolment', 'holder', 'key', 1, 'pin'];

describe('an envelope', () => {
  it('opens to what was sealed, whole or in one piece', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (plaintext) => {
        const envelope = sealEnvelope(master, plaintext, context);
        expect(openEnvelope(master, envelope, context)).toEqual(plaintext);
        const rejoined = splitEnvelope(joinEnvelope(envelope));
        expect(openEnvelope(master, rejoined, context)).toEqual(plaintext);
      }),
    );
  });

  it('does not open after the change of any one byte', () => {
    const bytes = joinEnvelope(sealEnvelope(master, Uint8Array.of(1, 2, 3, 4), context));
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => openEnvelope(master, splitEnvelope(changed), context)).toThrow(
        expect.objectContaining({ code: 'escrow_unreadable' }),
      );
    }
  });

  it('does not open in any other context, nor cut short, nor under another master key', () => {
    const envelope = sealEnvelope(master, Uint8Array.of(1), context);
    for (const [index] of context.entries()) {
      const other = context.map((part, at) => (at === index ? `${part}x` : part));
      expect(() => openEnvelope(master, envelope, other)).toThrow();
    }
    expect(() => openEnvelope(master, splitEnvelope(new Uint8Array(3)), context)).toThrow();
    expect(() => openEnvelope(randomBytes(32), envelope, context)).toThrow();
  });
});
