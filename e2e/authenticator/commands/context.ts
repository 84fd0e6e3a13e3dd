import type { CborValue } from '#shared/cbor/cborValue.ts';
import type { Faults } from '../faults/fault.ts';
import type { Clock, RandomBytes } from '../ports.ts';
import type { Profile } from '../profiles/profile.ts';
import type { Session } from '../session.ts';
import type { KeyState } from '../state/keyState.ts';
import type { UserPresence } from '../userPresence.ts';
import type { CommandRequest } from './request.ts';

/** Everything a command may reach: OpenSK's bundle of ports, for a key in software. */
export interface KeyContext {
  readonly profile: Profile;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly presence: UserPresence;
  readonly faults: Faults;
  readonly session: Session;
  readonly state: KeyState;
  /** Sample results for the next fingerprint captures, first first; empty means every sample is good. */
  readonly sampleScript: number[];
  /** False once the power went while this command ran: it must not touch anything any more. */
  isAlive(): boolean;
  /** Puts changed state where it survives. */
  save(): void;
  /** Back to the factory: new state, new session secrets. */
  wipe(): void;
}

/** The answer: a CBOR value, or `undefined` for a bare status byte. */
export type CommandResult = CborValue | undefined;

export type Command = (
  context: KeyContext,
  request: CommandRequest,
) => CommandResult | Promise<CommandResult>;
