import { toHex } from '#shared/bytes/hex.ts';
import type { CborValue } from '#shared/cbor/cborValue.ts';
import { encodeCbor } from '#shared/cbor/encodeCbor.ts';
import type { Crypto } from '#shared/crypto/cryptoPort.ts';
import type { GetInfo } from '#shared/ctap/commands/getInfo.ts';
import { formatAaguid } from '#shared/ctap/describeKey.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';

/** A key with always-UV switched on stops offering U2F, so this version comes and goes. @see CTAP 2.3 §6.11.2 */
const U2F_VERSION = 'U2F_V2';

/**
 * Names a key by what never changes about it: serial, model, and SHA-256 over the canonical CBOR of versions,
 * extensions, aaguid, maxMsgSize, algorithms, firmwareVersion (under their getInfo numbers) and the USB ids.
 */
export function identifyKey(
  info: GetInfo,
  usb: { readonly vendorId: number; readonly productId: number },
  serial: number | undefined,
  crypto: Pick<Crypto, 'sha256'>,
): KeyIdentity {
  const members: CborValue = new Map<number | string, CborValue>([
    [0x01, info.versions.filter((version) => version !== U2F_VERSION)],
    [0x02, [...info.extensions]],
    [0x03, info.aaguid],
    [0x05, info.maxMsgSize],
    [0x0a, (info.algorithms ?? []).map(({ alg }) => alg)],
    [0x0e, info.firmwareVersion ?? null],
    ['vendorId', usb.vendorId],
    ['productId', usb.productId],
  ]);
  return {
    serial: serial === undefined ? null : String(serial),
    aaguid: formatAaguid(info.aaguid),
    fingerprint: toHex(crypto.sha256(encodeCbor(members))),
  };
}
