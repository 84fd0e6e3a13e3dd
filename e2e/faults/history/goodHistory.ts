import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { HistoryEvent } from './historyEvent.ts';
import { judgeHistory } from './judge.ts';

// The history of an enrolment that goes well, for tests of the checker to spoil.

export const HOLDER = 'holder';
export const KEY = '30000001';
const PIN = 'aa'.repeat(16);
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** An event, or a line of the journal, which gets its number where it stands. */
export type Step = HistoryEvent | JournalEvent;

/** A history out of events and journal lines; lines are written at the time of the last step that has one. */
export function history(steps: readonly Step[]): HistoryEvent[] {
  let seq = 0;
  let now = 0;
  return steps.map((step) => {
    if ('at' in step && typeof step.at === 'number') now = step.at;
    if ('kind' in step) return step;
    seq += 1;
    return { kind: 'journal', enrolmentId: 'e1', seq, at: now, event: step };
  });
}

/** A record of the audit log. */
export function audit(
  action: string,
  change: Partial<Extract<HistoryEvent, { kind: 'audit' }>> = {},
): Extract<HistoryEvent, { kind: 'audit' }> {
  return {
    ...{ kind: 'audit', enrolmentId: 'e1', phase: 'intent', action, result: null },
    ...{ actorId: 'operator', at: 0, backend: 1, ...change },
  };
}

/** What came of something, by somebody. */
export function outcome(action: string, actorId: string, at = 0): HistoryEvent {
  return audit(action, { phase: 'outcome', result: 'ok', actorId, at });
}

/** The built-in profile with this id. */
function profileOf(id: string): EnrolmentProfile {
  const profile = BUILT_IN_PROFILES.find((one) => one.id === id);
  if (profile === undefined) throw new TypeError('no such profile');
  return profile;
}

/** The first line, for a holder with these passkeys and by this profile. */
export function started(
  methodsBefore: readonly string[] = [],
  profileId = 'new-colleague',
): JournalEvent {
  const holder = { id: HOLDER, userPrincipalName: 'h@contoso.example', displayName: 'H' };
  const profile = profileOf(profileId);
  return { type: 'started', holder, operatorId: 'operator', profile, methodsBefore };
}

const observed = {
  identity: { serial: KEY, aaguid: 'a', fingerprint: 'f' },
} as unknown as Extract<JournalEvent, { type: 'keyBound' }>['key'];

/** The enrolment that goes well, step by step. */
export const GOOD = {
  started: started(),
  keyBound: { type: 'keyBound', key: observed },
  pinEscrowed: { type: 'pinEscrowed', escrowId: 'x' },
  sealed: {
    kind: 'escrowSealed',
    enrolmentId: 'e1',
    holderId: HOLDER,
    keyName: `a:${KEY}`,
    pinHash: PIN,
  },
  pinSetStarted: { type: 'pinSetStarted' },
  pinOnKey: { kind: 'keyPinSet', key: KEY, pinHash: PIN, byUs: true },
  pinSet: { type: 'pinSet' },
  asked: { kind: 'optionsAsked', userId: HOLDER },
  optionsIssued: { type: 'optionsIssued', options: '', clientDataJson: '', expiresAt: '' },
  credentialStarted: { type: 'credentialStarted' },
  onKey: { kind: 'credentialMade', key: KEY, rpId: 'rp', credentialId: 'c1' },
  credentialMade: {
    type: 'credentialMade',
    credentialId: 'c1',
    attestationObject: '',
    publicKey: '',
    aaguid: 'a',
  },
  postStarted: { type: 'postStarted', displayName: 'Key' },
  postIntent: audit('register'),
  created: {
    kind: 'methodCreated',
    userId: HOLDER,
    methodId: 'm1',
    credentialId: 'c1',
    byUs: true,
  },
  registered: { type: 'registered', methodId: 'm1', model: null },
  proved: { type: 'proved' },
  forced: { kind: 'keyPolicy', key: KEY, forcePinChange: true, minPinLength: 6 },
  policyApplied: { type: 'policyApplied', key: observed, skipped: [] },
  finished: { type: 'finished' },
  released: { kind: 'escrowReleased', enrolmentId: 'e1' },
  bound: {
    kind: 'noticeWritten',
    noticeId: 'n1',
    about: 'keyBound',
    recipientId: HOLDER,
    key: KEY,
  },
  boundMail: { kind: 'mailDelivered', noticeId: 'n1', toId: HOLDER, hasPin: false },
  reserved: {
    kind: 'pinReserved',
    enrolmentId: 'e1',
    way: 'holder',
    toId: HOLDER,
    reservationId: 'r1',
    pinHash: PIN,
    at: MINUTE,
  },
  shown: outcome('revealPin', HOLDER, MINUTE),
  disclosed: {
    kind: 'noticeWritten',
    noticeId: 'n2',
    about: 'pinDisclosed',
    recipientId: HOLDER,
    key: KEY,
  },
  left: {
    kind: 'pinLeft',
    enrolmentId: 'e1',
    way: 'holder',
    toId: HOLDER,
    session: 's1',
    reservationId: 'r1',
    pinHash: PIN,
    at: MINUTE,
  },
  confirmed: { kind: 'pinConfirmed', enrolmentId: 'e1', reservationId: 'r1', at: MINUTE },
  disclosedMail: { kind: 'mailDelivered', noticeId: 'n2', toId: HOLDER, hasPin: false },
  read: { kind: 'escrowRead', enrolmentId: 'e1', pinHash: PIN },
} as const satisfies Record<string, Step>;

/** A step of the enrolment that goes well. */
export type StepName = keyof typeof GOOD;

/** The good history with steps left out, replaced, or followed by others. */
export function spoiled(change: Partial<Record<StepName, readonly Step[]>>): HistoryEvent[] {
  const names = Object.keys(GOOD) as StepName[];
  return history(names.flatMap((name) => change[name] ?? [GOOD[name]]));
}

/** Without anything that comes after these steps, but for the look at the escrow. */
export function upTo(last: StepName, then: readonly Step[] = []): HistoryEvent[] {
  const names = Object.keys(GOOD) as StepName[];
  const kept = names.slice(0, names.indexOf(last) + 1);
  return history([...kept.map((name) => GOOD[name]), ...then, GOOD.read]);
}

/** The invariants that a history breaks. */
export function broken(events: readonly HistoryEvent[], isAtRest = true): string[] {
  return [...new Set(judgeHistory(events, isAtRest).breaks.map(({ invariant }) => invariant))];
}
