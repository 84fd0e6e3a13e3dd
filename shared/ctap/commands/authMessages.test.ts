import { describe, expect, it } from 'vitest';
import { toHex } from '#shared/bytes/hex.ts';
import { configAuthMessage, setMinPinLength, toggleAlwaysUv } from './authenticatorConfig.ts';
import { bioEnrollmentAuthMessage, bioEnrollmentSteps } from './bioEnrollmentRequest.ts';
import {
  credentialManagementAuthMessage,
  credentialManagementSteps,
} from './credentialManagementRequest.ts';
import { largeBlobsAuthMessage } from './largeBlobs.ts';
import vectors from './vectors/pinUvAuthMessages.json' with { type: 'json' };

const { cases } = vectors;

describe('the bytes that pinUvAuthParam is computed over', () => {
  it('begin with 32 bytes 0xFF and the command in authenticatorConfig', () => {
    expect(toHex(configAuthMessage(toggleAlwaysUv()))).toBe(cases.toggleAlwaysUv);
    expect(toHex(configAuthMessage(setMinPinLength({ newMinPinLength: 8 })))).toBe(
      cases['setMinPinLength 8'],
    );
    const change = setMinPinLength({
      newMinPinLength: 6,
      minPinLengthRpIds: ['example.com'],
      forceChangePin: true,
    });
    expect(toHex(configAuthMessage(change))).toBe(
      cases['setMinPinLength for example.com with forced change'],
    );
  });

  it('begin with the subCommand in credential management', () => {
    const steps = credentialManagementSteps;
    expect(toHex(credentialManagementAuthMessage(steps.enumerateRpsBegin()))).toBe(
      cases.enumerateRpsBegin,
    );
    const step = steps.deleteCredential({ type: 'public-key', id: Uint8Array.of(1, 2) });
    expect(toHex(credentialManagementAuthMessage(step))).toBe(cases['deleteCredential 0102']);
  });

  it('begin with the modality in bio enrolment', () => {
    expect(toHex(bioEnrollmentAuthMessage(bioEnrollmentSteps.enrollBegin()))).toBe(
      cases.enrollBegin,
    );
    const step = bioEnrollmentSteps.removeEnrollment(Uint8Array.of(7));
    expect(toHex(bioEnrollmentAuthMessage(step))).toBe(cases['removeEnrollment 07']);
  });

  it('end with the offset and the hash of the fragment in large blobs', () => {
    expect(toHex(largeBlobsAuthMessage(258, new Uint8Array()))).toBe(
      cases['largeBlobs offset 258'],
    );
    const hash = new Uint8Array(32).fill(9);
    expect(largeBlobsAuthMessage(258, hash).slice(38)).toEqual(hash);
  });
});
