import { toHex } from '#shared/bytes/hex.ts';
import type { GetInfo } from './commands/getInfo.ts';
import {
  alwaysUv,
  hasBuiltInUv,
  hasPin,
  pinProtocol,
  supportsAuthenticatorConfig,
  supportsBioEnrollment,
  supportsCredentialManagement,
  supportsDiscoverableCredentials,
  supportsEnterpriseAttestation,
  supportsEs256,
  supportsFido2,
  supportsPin,
  supportsPinUvAuthToken,
  supportsSelection,
  supportsSetMinPinLength,
  supportsToggleAlwaysUv,
} from './features.ts';
import type { PinUvAuthProtocolId } from './pinuv/pinUvAuthProtocol.ts';

/** What a key is, in plain values that survive JSON: for a page, a journal, an observation. */
export interface KeyDescription {
  /** The model's AAGUID as a GUID, lower case. */
  readonly aaguid: string;
  readonly versions: readonly string[];
  readonly extensions: readonly string[];
  readonly transports: readonly string[];
  /** As the key numbers it; makes differ in how. */
  readonly firmwareVersion: number | undefined;
  readonly hasPin: boolean;
  readonly hasBuiltInUv: boolean;
  readonly alwaysUv: boolean;
  readonly forcePinChange: boolean;
  /** Code points. */
  readonly minPinLength: number;
  readonly maxPinLength: number | undefined;
  readonly pinProtocol: PinUvAuthProtocolId | undefined;
  readonly enterpriseAttestation: boolean | undefined;
  readonly remainingDiscoverableCredentials: number | undefined;
  readonly longTouchForReset: boolean;
  readonly supports: {
    readonly fido2: boolean;
    readonly discoverableCredentials: boolean;
    readonly es256: boolean;
    readonly pin: boolean;
    readonly pinUvAuthToken: boolean;
    readonly selection: boolean;
    readonly credentialManagement: boolean;
    readonly bioEnrollment: boolean;
    readonly authenticatorConfig: boolean;
    readonly setMinPinLength: boolean;
    readonly toggleAlwaysUv: boolean;
    readonly enterpriseAttestation: boolean;
  };
}

/** Puts what getInfo said into plain values. */
export function describeKey(info: GetInfo): KeyDescription {
  return {
    aaguid: formatAaguid(info.aaguid),
    versions: info.versions,
    extensions: info.extensions,
    transports: info.transports,
    firmwareVersion: info.firmwareVersion,
    hasPin: hasPin(info),
    hasBuiltInUv: hasBuiltInUv(info),
    alwaysUv: alwaysUv(info),
    forcePinChange: info.forcePinChange,
    minPinLength: info.minPinLength,
    maxPinLength: info.maxPinLength,
    pinProtocol: pinProtocol(info),
    enterpriseAttestation: info.options.get('ep'),
    remainingDiscoverableCredentials: info.remainingDiscoverableCredentials,
    longTouchForReset: info.longTouchForReset,
    supports: {
      fido2: supportsFido2(info),
      discoverableCredentials: supportsDiscoverableCredentials(info),
      es256: supportsEs256(info),
      pin: supportsPin(info),
      pinUvAuthToken: supportsPinUvAuthToken(info),
      selection: supportsSelection(info),
      credentialManagement: supportsCredentialManagement(info),
      bioEnrollment: supportsBioEnrollment(info),
      authenticatorConfig: supportsAuthenticatorConfig(info),
      setMinPinLength: supportsSetMinPinLength(info),
      toggleAlwaysUv: supportsToggleAlwaysUv(info),
      enterpriseAttestation: supportsEnterpriseAttestation(info),
    },
  };
}

/** An AAGUID as a GUID: 8-4-4-4-12 hexadecimal digits, lower case. */
export function formatAaguid(aaguid: Uint8Array): string {
  const hex = toHex(aaguid);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}
