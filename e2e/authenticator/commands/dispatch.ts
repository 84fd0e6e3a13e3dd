import type { CborMap } from '#shared/cbor/cborValue.ts';
import { demand, FirmwareCrash, StatusError } from '../ctapStatus.ts';
import type { Profile } from '../profiles/profile.ts';
import { bioEnrollment } from './bioEnrollment/bioEnrollment.ts';
import { clientPin } from './clientPin/clientPin.ts';
import { authenticatorConfig } from './config/authenticatorConfig.ts';
import type { Command } from './context.ts';
import { credentialManagement } from './credentialManagement/credentialManagement.ts';
import { getAssertion, getNextAssertion } from './getAssertion.ts';
import { getInfo } from './getInfo.ts';
import { largeBlobs } from './largeBlobs.ts';
import { makeCredential } from './makeCredential/makeCredential.ts';
import { reset } from './reset.ts';
import { selection } from './selection.ts';

interface CommandEntry {
  readonly name: string;
  readonly run: Command;
  /** Does the model know it? */
  readonly known: (profile: Profile) => boolean;
  /** Where the subcommand number is, for the log. */
  readonly subCommandMember?: number;
  readonly subCommands?: readonly (string | undefined)[];
}

const always = () => true;
const CLIENT_PIN = [
  undefined,
  'getPinRetries',
  'getKeyAgreement',
  'setPin',
  'changePin',
  'getPinToken',
  'getTokenUsingUv',
  'getUvRetries',
  undefined,
  'getTokenUsingPin',
];
const CREDENTIAL_MANAGEMENT = [
  undefined,
  'getCredsMetadata',
  'enumerateRpsBegin',
  'enumerateRpsNext',
  'enumerateCredentialsBegin',
  'enumerateCredentialsNext',
  'deleteCredential',
  'updateUserInformation',
];
const CONFIG = [undefined, 'enableEnterpriseAttestation', 'toggleAlwaysUv', 'setMinPinLength'];
const BIO = [
  undefined,
  'enrollBegin',
  'captureNext',
  'cancel',
  'enumerate',
  'setFriendlyName',
  'remove',
  'getSensorInfo',
];

function management(byte: number): CommandEntry {
  return {
    name: 'credentialManagement',
    run: credentialManagement,
    known: ({ quirks }) => quirks.credentialManagementCommands.includes(byte),
    subCommandMember: 0x01,
    subCommands: CREDENTIAL_MANAGEMENT,
  };
}

function fingerprints(byte: number): CommandEntry {
  return {
    name: 'bioEnrollment',
    run: bioEnrollment,
    known: ({ quirks, fingerprints: sensor }) =>
      sensor !== undefined && quirks.bioEnrollmentCommands.includes(byte),
    subCommandMember: 0x02,
    subCommands: BIO,
  };
}

const COMMANDS: Readonly<Record<number, CommandEntry>> = {
  1: { name: 'makeCredential', run: makeCredential, known: always },
  2: { name: 'getAssertion', run: getAssertion, known: always },
  4: { name: 'getInfo', run: getInfo, known: always },
  6: {
    name: 'clientPin',
    run: clientPin,
    known: ({ info }) => info.options['clientPin'] !== undefined,
    subCommandMember: 0x02,
    subCommands: CLIENT_PIN,
  },
  7: { name: 'reset', run: reset, known: ({ quirks }) => quirks.reset },
  8: { name: 'getNextAssertion', run: getNextAssertion, known: always },
  9: fingerprints(0x09),
  10: management(0x0a),
  11: { name: 'selection', run: selection, known: ({ quirks }) => quirks.selection },
  12: {
    name: 'largeBlobs',
    run: largeBlobs,
    known: ({ info }) => info.options['largeBlobs'] === true,
  },
  13: {
    name: 'authenticatorConfig',
    run: authenticatorConfig,
    known: ({ info }) => info.options['authnrCfg'] === true,
    subCommandMember: 0x01,
    subCommands: CONFIG,
  },
  64: fingerprints(0x40),
  65: management(0x41),
};

/** What getInfo and its like cannot spoil: commands after which a first-command reset still counts as first. */
const STATELESS = ['getInfo'];

export interface ChosenCommand {
  /** As in the request log: `makeCredential`, `clientPin.setPin`. */
  readonly name: string;
  readonly isStateful: boolean;
  readonly run: Command;
}

/** Finds the command for a byte, on this model. */
export function chooseCommand(profile: Profile, byte: number, map: CborMap): ChosenCommand {
  const entry = COMMANDS[byte];
  if (entry === undefined || !entry.known(profile)) {
    const name = `unknown 0x${byte.toString(16).padStart(2, '0')}`;
    return { name, isStateful: false, run: () => refuseUnknown(profile) };
  }
  const number = entry.subCommandMember === undefined ? 0 : map.get(entry.subCommandMember);
  const subName = typeof number === 'number' ? entry.subCommands?.[number] : undefined;
  const name = subName === undefined ? entry.name : `${entry.name}.${subName}`;
  return { name, isStateful: !STATELESS.includes(entry.name), run: entry.run };
}

function refuseUnknown(profile: Profile): never {
  demand(
    profile.quirks.unknownCommand !== 'status',
    profile.quirks.unknownStatus ?? 'INVALID_COMMAND',
  );
  if (profile.quirks.unknownCommand === 'crash') throw new FirmwareCrash('unknown command');
  throw new UnknownCommand('INVALID_COMMAND');
}

/** A command the firmware answers with a CTAPHID_ERROR frame in place of a status byte. */
export class UnknownCommand extends StatusError {}
