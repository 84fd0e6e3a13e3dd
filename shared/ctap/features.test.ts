import { describe, expect, it } from 'vitest';
import { describeKey, formatAaguid } from './describeKey.ts';
import {
  bioEnrollmentCommand,
  credentialManagementCommand,
  hasPin,
  pinProtocol,
  supportsEs256,
  supportsFido2,
  supportsLongTouchForReset,
  supportsSelection,
  supportsSetMinPinLength,
} from './features.ts';
import { getInfoOf, optionsOf } from './testing/keyModels.ts';

describe('features', () => {
  it('chooses protocol two over one, in whatever order the key lists them', () => {
    expect(pinProtocol(getInfoOf('opensk'))).toBe(2);
    expect(pinProtocol(getInfoOf('canokey'))).toBe(2);
    expect(pinProtocol(getInfoOf('solo'))).toBe(1);
    expect(pinProtocol(getInfoOf('solo', new Map([[6, [7]]])))).toBeUndefined();
  });

  it('takes a key without a list of algorithms for one with ES256', () => {
    expect(supportsEs256(getInfoOf('solo'))).toBe(true);
    expect(supportsEs256(getInfoOf('pico'))).toBe(true);
    const edDsaOnly = new Map([
      [
        10,
        [
          new Map<string, string | number>([
            ['type', 'public-key'],
            ['alg', -8],
          ]),
        ],
      ],
    ]);
    expect(supportsEs256(getInfoOf('opensk', edDsaOnly))).toBe(false);
  });

  it('tells U2F from FIDO2', () => {
    expect(supportsFido2(getInfoOf('vfido'))).toBe(true);
    expect(supportsFido2(getInfoOf('vfido', new Map([[1, ['U2F_V2']]])))).toBe(false);
  });

  it('finds credential management under its final number, its preview number, or not at all', () => {
    expect(credentialManagementCommand(getInfoOf('solo'))).toBe(0x0a);
    expect(credentialManagementCommand(getInfoOf('vfido'))).toBeUndefined();
    const previewOptions = optionsOf('solo', { credMgmt: undefined, credentialMgmtPreview: true });
    expect(credentialManagementCommand(getInfoOf('solo', new Map([[4, previewOptions]])))).toBe(
      0x41,
    );
    expect(
      credentialManagementCommand(getInfoOf('vfido', new Map([[4, previewOptions]]))),
    ).toBeUndefined();
  });

  it('finds bio enrolment whether or not a finger is enrolled', () => {
    for (const enrolled of [true, false]) {
      const final = optionsOf('opensk', { bioEnroll: enrolled });
      expect(bioEnrollmentCommand(getInfoOf('opensk', new Map([[4, final]])))).toBe(0x09);
      const preview = optionsOf('solo', { userVerificationMgmtPreview: enrolled });
      expect(bioEnrollmentCommand(getInfoOf('solo', new Map([[4, preview]])))).toBe(0x40);
    }
    expect(bioEnrollmentCommand(getInfoOf('opensk'))).toBeUndefined();
  });

  it('tells a PIN that can be set from one that is set', () => {
    expect(hasPin(getInfoOf('opensk'))).toBe(false);
    expect(
      hasPin(getInfoOf('opensk', new Map([[4, optionsOf('opensk', { clientPin: true })]]))),
    ).toBe(true);
  });

  it('wants both options for setMinPINLength', () => {
    expect(supportsSetMinPinLength(getInfoOf('opensk'))).toBe(true);
    expect(supportsSetMinPinLength(getInfoOf('canokey'))).toBe(false);
    const without = optionsOf('opensk', { authnrCfg: false });
    expect(supportsSetMinPinLength(getInfoOf('opensk', new Map([[4, without]])))).toBe(false);
  });

  it('knows selection from CTAP 2.1 on, not from its preview', () => {
    expect(supportsSelection(getInfoOf('pico'))).toBe(true);
    expect(supportsSelection(getInfoOf('solo'))).toBe(false);
  });

  it('finds the long touch for reset in the list of CTAP 2.3', () => {
    expect(supportsLongTouchForReset(getInfoOf('opensk'))).toBe(false);
    expect(supportsLongTouchForReset(getInfoOf('opensk', new Map([[31, [3, 4]]])))).toBe(true);
  });
});

describe('the description of a key', () => {
  it('survives JSON', () => {
    const described = describeKey(getInfoOf('opensk'));
    expect(JSON.parse(JSON.stringify(described))).toMatchObject({
      aaguid: '664d9f67-84a2-412a-9ff7-b4f7d8ee6d05',
      hasPin: false,
      minPinLength: 4,
      pinProtocol: 2,
      supports: { fido2: true, setMinPinLength: true, bioEnrollment: false, toggleAlwaysUv: true },
    });
  });

  it('says what is absent: vfido has no algorithm list, no management and no permissions', () => {
    expect(describeKey(getInfoOf('vfido')).supports).toEqual({
      fido2: true,
      discoverableCredentials: true,
      es256: true,
      pin: true,
      pinUvAuthToken: false,
      selection: false,
      credentialManagement: false,
      bioEnrollment: false,
      authenticatorConfig: false,
      setMinPinLength: false,
      toggleAlwaysUv: false,
      enterpriseAttestation: false,
    });
  });

  it('holds the big numbers of pico without stumbling over them', () => {
    expect(() => JSON.stringify(describeKey(getInfoOf('pico')))).not.toThrow();
    expect(describeKey(getInfoOf('pico')).enterpriseAttestation).toBe(false);
  });
});

it('writes an AAGUID as a GUID', () => {
  const aaguid = Uint8Array.from({ length: 16 }, (_, index) => index * 17);
  expect(formatAaguid(aaguid)).toBe('00112233-4455-6677-8899-aabbccddeeff');
});
