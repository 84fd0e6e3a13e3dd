import { concat } from '#shared/bytes/concat.ts';
import type { Profile } from '../profiles/profile.ts';

/** Tags of Yubico's device information, answered to CTAPHID 0xC2 on page 0. */
const TAG = {
  usbSupported: 0x01,
  serial: 0x02,
  usbEnabled: 0x03,
  formFactor: 0x04,
  version: 0x05,
  deviceFlags: 0x08,
  configLock: 0x0a,
} as const;

const U2F_AND_FIDO2 = Uint8Array.of(0x02, 0x02);
const USB_A_KEYCHAIN = 0x01;

/** One length byte, then tag, length, value for each item; the serial number is four bytes, big-endian. */
export function yubicoDeviceInfo(profile: Profile, serial: number): Uint8Array {
  const serialBytes = new Uint8Array(4);
  new DataView(serialBytes.buffer).setUint32(0, serial);
  const items: [number, Uint8Array][] = [
    [TAG.usbSupported, U2F_AND_FIDO2],
    [TAG.serial, serialBytes],
    [TAG.usbEnabled, U2F_AND_FIDO2],
    [TAG.formFactor, Uint8Array.of(USB_A_KEYCHAIN)],
    [TAG.version, Uint8Array.of(...profile.deviceVersion)],
    [TAG.deviceFlags, Uint8Array.of(0)],
    [TAG.configLock, Uint8Array.of(0)],
  ];
  const body = concat(
    ...items.map(([tag, value]) => concat(Uint8Array.of(tag, value.length), value)),
  );
  return concat(Uint8Array.of(body.length), body);
}
