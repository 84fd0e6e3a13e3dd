import {
  CLIENT_PIN_SUBCOMMAND,
  CONFIG_SUBCOMMAND,
  CREDENTIAL_MANAGEMENT_SUBCOMMAND,
  CTAP_COMMAND,
} from '#shared/ctap/ctapCommand.ts';

const HID_INIT = 0x06;
const HID_CBOR = 0x10;
const INIT_BIT = 0x80;
const PAYLOAD = 7;

/** Where the subcommand number stands in a canonical request whose first members have numbers below 24. */
const SUBCOMMANDS: Readonly<
  Record<number, { readonly at: number; readonly names: Readonly<Record<string, number>> }>
> = {
  [CTAP_COMMAND.clientPin]: { at: 5, names: CLIENT_PIN_SUBCOMMAND },
  [CTAP_COMMAND.authenticatorConfig]: { at: 3, names: CONFIG_SUBCOMMAND },
  [CTAP_COMMAND.credentialManagement]: { at: 3, names: CREDENTIAL_MANAGEMENT_SUBCOMMAND },
};

/**
 * The name of the request that a report begins, by the constants of shared/ctap: `clientPin.setPIN`. `INIT` and `vendor`
 * for what is not CTAP; undefined for the report of a message that has begun.
 */
export function nameOfRequest(report: Uint8Array): string | undefined {
  const type = report[4] ?? 0;
  if ((type & INIT_BIT) === 0) return undefined;
  const command = type & ~INIT_BIT;
  if (command === HID_INIT) return 'INIT';
  if (command !== HID_CBOR) return 'vendor';
  const number = report[PAYLOAD] ?? 0;
  const name = nameOf(CTAP_COMMAND, number);
  const sub = SUBCOMMANDS[number];
  // 0x06 {1: protocol, 2: subCommand, …}; getPINRetries may come without a protocol: {2: subCommand}.
  if (sub === undefined) return name;
  const firstMember = report[PAYLOAD + 2];
  const at = number === CTAP_COMMAND.clientPin && firstMember === 2 ? 3 : sub.at;
  return `${name}.${nameOf(sub.names, report[PAYLOAD + at] ?? 0)}`;
}

function nameOf(names: Readonly<Record<string, number>>, wanted: number): string {
  return Object.entries(names).find(([, number]) => number === wanted)?.[0] ?? `0x${wanted}`;
}
