import type { ClockReading } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { DevicesPort } from '../ports.ts';
import type { OverrideAnswer } from '../remoteDesktopOverride/probeRemoteDesktopOverride.ts';
import type { StationKey } from '../stationState.ts';
import type { ReplugTest } from './replugTest.ts';
import type { BrowserStatement } from './stationBrowserPort.ts';

/** This computer's clock against the backend's. */
export interface ClockFacts {
  /** How far this computer is ahead of the backend; milliseconds, negative where it is behind. */
  readonly aheadMs: number;
  /** How wrong that may be, for the time that the answer was on its way. */
  readonly uncertaintyMs: number;
  readonly graph: ClockReading['graph'];
}

/** What came of the browser's list of keys, as far as page and person know. */
export type ChooserFacts =
  | 'notAsked'
  | 'asking'
  /** Nothing was chosen; why, only the person knows. */
  | 'empty'
  /** They say: the key was in the list. */
  | 'keyListed'
  /** They say: the key was in the port and not in the list. */
  | 'keyNotListed'
  /** They say: there was no key in the port. */
  | 'noKeyIn'
  | { readonly failed: FailureCode };

/** What came of asking the companion extension. */
export type CompanionFacts = { readonly version: string } | { readonly refused: FailureCode };

/** Everything a check has found out so far. `undefined`: the answer is not there yet; `null`: there is none. */
export interface StationFacts {
  readonly browser: BrowserStatement | null | undefined;
  readonly capabilities: Readonly<Record<string, boolean>> | null | undefined;
  readonly clock: ClockFacts | null | undefined;
  readonly companion: CompanionFacts | null | undefined;
  readonly unavailable: DevicesPort['unavailable'];
  readonly keys: readonly StationKey[];
  /** Real keys that a demonstration does not touch. */
  readonly heldKeys: number;
  /** An enrolment is worked on here. */
  readonly isEnrolling: boolean;
  readonly chooser: ChooserFacts;
  readonly replug: ReplugTest;
  readonly override: OverrideAnswer | 'notAsked' | 'asking';
}
