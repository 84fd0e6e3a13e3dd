import type { PinUvAuthProtocolId } from './pinUvAuthProtocol.ts';

/** A P-256 public key of a COSE_Key for key agreement, as 65 bytes: 0x04, X, Y. */
export type CoseEcdhKey = Uint8Array;

/** The key's side of a key agreement: from its getKeyAgreement until a wrong PIN or a power cycle. */
export interface PeerKeyAgreement {
  readonly protocol: PinUvAuthProtocolId;
  readonly publicKey: CoseEcdhKey;
}

/** The members of setPIN that come from the PIN. */
export interface SetPinMembers {
  readonly keyAgreement: CoseEcdhKey;
  readonly newPinEnc: Uint8Array;
  readonly pinUvAuthParam: Uint8Array;
}

/** The members of changePIN that come from the two PINs. */
export interface ChangePinMembers extends SetPinMembers {
  readonly pinHashEnc: Uint8Array;
}

/** The members of a request for a token by PIN. */
export interface PinHashMembers {
  readonly keyAgreement: CoseEcdhKey;
  readonly pinHashEnc: Uint8Array;
}

/**
 * The platform side of the PIN/UV protocol: the only place that knows a PIN, a shared secret or a pinUvAuthToken in the
 * clear. Local where a person typed the PIN into the page; in the backend where the PIN is sealed. For one peer every
 * method uses the same platform key and shared secret, since the key remembers the secret its token was encrypted with.
 * @see CTAP 2.3 §6.5.5
 */
export interface PinUvPlatform {
  /** @throws AppError `pin_too_long` `pin_malformed` */
  setPin(peer: PeerKeyAgreement): Promise<SetPinMembers>;
  /** @throws AppError `pin_too_long` `pin_malformed` */
  changePin(peer: PeerKeyAgreement): Promise<ChangePinMembers>;
  /** For getPinToken and getPinUvAuthTokenUsingPinWithPermissions. */
  pinHash(peer: PeerKeyAgreement): Promise<PinHashMembers>;
  /** For getPinUvAuthTokenUsingUvWithPermissions. */
  keyAgreement(peer: PeerKeyAgreement): Promise<{ readonly keyAgreement: CoseEcdhKey }>;
  /**
   * Authenticates one message with a token that the key gave under this key agreement.
   * @param encryptedToken as the key sent it
   * @returns pinUvAuthParam, 16 bytes in protocol one and 32 in protocol two
   * @throws AppError `response_invalid` for a token of a length that cannot be right
   */
  authenticate(
    peer: PeerKeyAgreement,
    encryptedToken: Uint8Array,
    message: Uint8Array,
  ): Promise<Uint8Array>;
}
