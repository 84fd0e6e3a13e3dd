import { canokey } from './canokey.ts';
import { ctap20, ctap21pre } from './ctap20.ts';
import { keyWithoutSerial } from './keyWithoutSerial.ts';
import { opensk } from './opensk.ts';
import { pico } from './pico.ts';
import type { Profile } from './profile.ts';
import { solo } from './solo.ts';
import { alwaysUv, full, noEs256, noRk, u2fOnly } from './variants.ts';
import { vfido } from './vfido.ts';
import { yubikey5 } from './yubikey5.ts';
import { yubikeyBio } from './yubikeyBio.ts';

/** Every model there is, in the order the demo offers them. */
export const KEY_CATALOGUE: readonly Profile[] = [
  yubikey5,
  yubikeyBio,
  keyWithoutSerial,
  ctap20,
  ctap21pre,
  alwaysUv,
  opensk,
  canokey,
  pico,
  solo,
  vfido,
  u2fOnly,
  noRk,
  noEs256,
  full,
];

/** @throws RangeError if no model has this id. */
export function profileById(id: string): Profile {
  const profile = KEY_CATALOGUE.find((candidate) => candidate.id === id);
  if (profile === undefined) throw new RangeError(`no key model is called ${id}`);
  return profile;
}
