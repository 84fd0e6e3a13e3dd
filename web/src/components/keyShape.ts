/** Four outlines are enough to recognise a key; the name says the rest. */
export type KeyShape = 'usbA' | 'usbC' | 'nano' | 'fingerprint';

/** Guesses a key's outline from the name it gives itself over USB or the name of its model. */
export function keyShape(productName: string): KeyShape {
  const name = productName.toLowerCase();
  if (name.includes('bio') || name.includes('fingerprint')) return 'fingerprint';
  if (name.includes('nano')) return 'nano';
  return /\b(5c|5ci|usb-?c|type-?c|c nfc|c)\b/.test(name) ? 'usbC' : 'usbA';
}
