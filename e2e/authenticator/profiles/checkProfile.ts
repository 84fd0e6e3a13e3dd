import { HID_CAPABILITY } from '../hid/constants.ts';
import type { Profile } from './profile.ts';

const MIN_PIN_FLOOR = 4;

/** The rules a profile must keep to describe a key that could exist. @returns what is wrong, in words; `[]` if nothing. */
export function checkProfile(profile: Profile): string[] {
  const { info, quirks } = profile;
  const { options } = info;
  const has = (option: string) => options[option] !== undefined;
  const hasFido2 = (profile.capabilities & HID_CAPABILITY.CBOR) !== 0;
  const has21 = info.versions.includes('FIDO_2_1');
  const rules: [boolean, string][] = [
    [/^[0-9a-f]{32}$/.test(info.aaguid), 'the AAGUID is 16 bytes in hex'],
    [hasFido2 === info.versions.some((v) => v.startsWith('FIDO_2')), 'CBOR bit and versions agree'],
    [!has21 || options['pinUvAuthToken'] === true, 'FIDO_2_1 has pinUvAuthToken'],
    [
      !options['pinUvAuthToken'] || has('clientPin') || has('uv'),
      'a token needs a PIN or a fingerprint',
    ],
    [!has('clientPin') || info.pinUvAuthProtocols !== undefined, 'a PIN needs a PIN protocol'],
    [
      !options['setMinPINLength'] || options['authnrCfg'] === true,
      'setMinPINLength is a subcommand of config',
    ],
    [
      !options['alwaysUv'] || options['makeCredUvNotRqd'] !== true,
      'alwaysUv excludes makeCredUvNotRqd',
    ],
    [has('bioEnroll') === (profile.fingerprints !== undefined), 'bioEnroll and the sensor agree'],
    [has('uv') === (profile.fingerprints !== undefined), 'uv and the sensor agree'],
    [(info.minPINLength ?? MIN_PIN_FLOOR) >= MIN_PIN_FLOOR, 'no PIN is shorter than four'],
    [options['rk'] === true || profile.capacity === 0, 'capacity needs rk'],
    [profile.occupied <= profile.capacity, 'no more is occupied than fits'],
    [info.maxMsgSize === undefined || info.maxMsgSize >= 1024, 'messages of 1024 bytes fit'],
    [
      !info.extensions?.includes('credBlob') || info.maxCredBlobLength !== undefined,
      'credBlob has a length',
    ],
    [
      !options['credMgmt'] || quirks.credentialManagementCommands.includes(0x0a),
      'credMgmt answers on 0x0A',
    ],
  ];
  return rules.filter(([ok]) => !ok).map(([, rule]) => `${profile.id}: ${rule}`);
}
