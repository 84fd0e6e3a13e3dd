/** Where a model departs from what most keys do. Every default is "as CTAP 2.1 says". */
export interface Quirks {
  /** Channel ids: random as the specification wants, counted up, or always the same. */
  readonly channelIds: 'random' | 'sequential' | number;
  /** CTAPHID_INIT of anyone ends the running transaction of everyone. */
  readonly initSweepsAll: boolean;
  /** Reset is taken only as the first command that changes state after power-up. */
  readonly resetMustComeFirst: boolean;
  /** What a command the firmware does not know gets. */
  readonly unknownCommand: 'status' | 'hidError' | 'crash';
  /** The status byte for an unknown command or subcommand, where it is not the standard one. */
  readonly unknownStatus: number | undefined;
  readonly samePinAllowedOnForcedChange: boolean;
  /** makeCredential does not spend the pinUvAuthToken. */
  readonly tokenSurvivesMakeCredential: boolean;
  /** A token answers 0x33 for good after one setMinPINLength. */
  readonly tokenDiesAfterConfig: boolean;
  readonly ignoresExcludeList: boolean;
  /** The shared secret loses its leading zeros: now and then the right PIN is refused. */
  readonly dropsLeadingZerosOfSharedSecret: boolean;
  /** Order in which getAssertion offers discoverable credentials. */
  readonly assertionOrder: 'newest' | 'slot';
  /** What getAssertion says of the user. */
  readonly userInAssertion: 'full' | 'id' | 'none';
  /** User presence is claimed in an assertion with `up: false`. */
  readonly claimsPresenceAlways: boolean;
  /** enumerateRPs tells the user's name as the RP's name. */
  readonly rpNameIsUserName: boolean;
  readonly updateUserInformation: boolean;
  /** Credential management answers on 0x0A, on the preview number 0x41, or on both. */
  readonly credentialManagementCommands: readonly number[];
  readonly bioEnrollmentCommands: readonly number[];
  readonly selection: boolean;
  /** The firmware never learned authenticatorReset. */
  readonly reset: boolean;
  /** Milliseconds after power-up in which reset is taken; `undefined`: any time. */
  readonly resetWindowMs: number | undefined;
  /** A matching finger also counts as the touch. */
  readonly fingerprintIsPresence: boolean;
}

export const STANDARD_QUIRKS: Quirks = {
  channelIds: 'random',
  initSweepsAll: false,
  resetMustComeFirst: false,
  unknownCommand: 'status',
  unknownStatus: undefined,
  samePinAllowedOnForcedChange: false,
  tokenSurvivesMakeCredential: false,
  tokenDiesAfterConfig: false,
  ignoresExcludeList: false,
  dropsLeadingZerosOfSharedSecret: false,
  assertionOrder: 'newest',
  userInAssertion: 'full',
  claimsPresenceAlways: false,
  rpNameIsUserName: false,
  updateUserInformation: true,
  credentialManagementCommands: [0x0a],
  bioEnrollmentCommands: [0x09],
  selection: true,
  reset: true,
  resetWindowMs: 10_000,
  fingerprintIsPresence: true,
};

/** The members of authenticatorGetInfo as the model ships them; absent means the key leaves the member out. */
interface ProfileInfo {
  readonly versions: readonly string[];
  readonly extensions?: readonly string[];
  /** Hex, 32 digits. */
  readonly aaguid: string;
  readonly options: Readonly<Record<string, boolean>>;
  readonly maxMsgSize?: number;
  readonly pinUvAuthProtocols?: readonly number[];
  readonly maxCredentialCountInList?: number;
  readonly maxCredentialIdLength?: number;
  readonly transports?: readonly string[];
  /** COSE algorithm numbers, in the key's order. */
  readonly algorithms?: readonly number[];
  readonly maxSerializedLargeBlobArray?: number;
  readonly forcePINChange?: boolean;
  readonly minPINLength?: number;
  readonly firmwareVersion?: number;
  readonly maxCredBlobLength?: number;
  readonly maxRPIDsForSetMinPINLength?: number;
  readonly preferredPlatformUvAttempts?: number;
  readonly uvModality?: number;
  readonly certifications?: Readonly<Record<string, number>>;
  readonly remainingDiscoverableCredentials?: number;
  readonly vendorPrototypeConfigCommands?: readonly (number | bigint)[];
  readonly attestationFormats?: readonly string[];
  /** PINs of one character repeated are refused. */
  readonly pinComplexityPolicy?: boolean;
}

/** One model of security key, as data. */
export interface Profile {
  readonly id: string;
  readonly label: string;
  /** One line for the drawer of the demo. */
  readonly description: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly productName: string;
  /** Major, minor, build in the answer to CTAPHID_INIT. */
  readonly deviceVersion: readonly [number, number, number];
  /** Capability bits in the answer to CTAPHID_INIT. */
  readonly capabilities: number;
  readonly info: ProfileInfo;
  /** Discoverable credentials that fit. */
  readonly capacity: number;
  /** Places already taken by other people's accounts when the key is new. */
  readonly occupied: number;
  readonly attestation: 'packed' | 'none';
  /** Answers Yubico's READ CONFIG with a serial number, unless the model has none (`false`). */
  readonly readConfig: boolean;
  readonly fingerprints: { readonly capacity: number; readonly samples: number } | undefined;
  readonly quirks: Quirks;
}
