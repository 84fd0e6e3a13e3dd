import type { ActionKind } from '#shared/api/index.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { RunFailure } from '../enrolmentRun.ts';
import type { Enrolment } from '../ports.ts';
import { performKeyAction } from './performKeyAction.ts';
import { resetKey } from './resetKey.ts';
import { enrolmentOf, type HeldKey, holdKey, letGo, presentKey, type Run } from './run.ts';
import { NO_NEED } from './runBoard.ts';
import { showKey } from './showKey.ts';
import { fetchEnrolment, pause, reportEvent } from './talkToBackend.ts';
import { waitForKey, waitForReplug } from './waitForKey.ts';

/** Between two looks at what the tenant needs time for, in milliseconds. */
const TENANT_PAUSE = { least: 1_000, most: 15_000 } as const;

/** Does what the enrolment needs next and gives the enrolment as it is then. */
export async function takeStep(run: Run, signal: AbortSignal): Promise<Enrolment> {
  const enrolment = enrolmentOf(run);
  const { action } = enrolment;
  const bound = enrolment.key?.identity ?? null;
  switch (action.kind) {
    case 'done':
    case 'rolledBack':
      return enrolment;
    case 'guide':
      throw new AppError('conflict', 'this key is registered on another page');
    case 'readKey': {
      const held = await keyInUse(run, action.expected, signal);
      // The holder of a bound key may be the operator; what is on it by now is this enrolment's own work.
      const operatorProbe = bound === null ? action.operatorProbe : [];
      run.probe = { rpId: action.rpId, probe: action.probe, operatorProbe };
      return showKey(run, held, run.probe, signal);
    }
    case 'useAnotherKey': {
      const held = await anotherKey(run, null, action.code, signal);
      // Whatever was to be looked for on the first key is to be looked for on any other.
      return showKey(run, held, run.probe, signal);
    }
    case 'wrongKey': {
      const held = await anotherKey(run, action.expected, 'wrong_key', signal);
      return showKey(run, held, null, signal);
    }
    case 'replugKey': {
      const held = holdKey(run, await waitForReplug(run, bound, null, signal));
      return showKey(run, held, null, signal);
    }
    case 'waitForTenant': {
      run.board.set({ ...NO_NEED, need: 'wait', failure: toldFailure(enrolment.lastFailure) });
      await pause(run, tenantPauseMs(enrolment, action.until), signal);
      const next = await fetchEnrolment(run, signal);
      if (next.action.kind !== 'waitForTenant') run.board.set({ ...NO_NEED, failure: null });
      return next;
    }
    case 'confirmReset':
      await run.board.ask('confirmReset', { resetReason: action.code }, signal);
      return reportEvent(run, { type: 'resetConfirmed' });
    case 'resetKey':
      return toldOfBadAnswer(run, action.kind, await resetKey(run, signal), signal);
    case 'beginCeremony':
    case 'createInBrowser':
    case 'proveInBrowser': {
      const { performInBrowser } = await import('./performInBrowser.ts');
      const event = await performInBrowser(run, action, signal);
      run.rereadCount = 0;
      return toldOfBadAnswer(run, action.kind, await reportEvent(run, event), signal);
    }
    case 'setPin':
    case 'makeCredential':
    case 'prove':
    case 'applyPolicy':
    case 'findCredentials':
    case 'removeCredential': {
      const held = await keyInUse(run, bound, signal);
      if (!held.reported) return showKey(run, held, null, signal);
      // The one failure after which a step begins anew by itself: the person is asked for a second touch and wants to know why.
      if (enrolment.lastFailure === 'challenge_expired') {
        run.board.set({ failure: toldFailure('challenge_expired') });
      }
      const { event, key } = await performKeyAction(run, held, action, signal);
      run.rereadCount = 0;
      run.board.set({ failure: null });
      return toldOfBadAnswer(run, action.kind, await reportEvent(run, event, key), signal);
    }
  }
}

function toldFailure(code: FailureCode | null): RunFailure | null {
  return code === null ? null : { code, pinRetries: null };
}

/** What a key answered was no good: asking it the same again by ourselves could go on for ever. */
const BAD_ANSWERS: ReadonlySet<FailureCode> = new Set([
  'response_invalid',
  'ceremony_invalid',
  'cbor_invalid',
  'algorithm_unsupported',
]);

/** Where the backend did not take what the key did, and wants it again, the person says when. */
async function toldOfBadAnswer(
  run: Run,
  kind: ActionKind,
  next: Enrolment,
  signal: AbortSignal,
): Promise<Enrolment> {
  const code = next.lastFailure;
  const isAgain = next.action.kind === kind || next.action.kind === 'readKey';
  if (code === null || !isAgain || !BAD_ANSWERS.has(code)) return next;
  const removed = run.held === null ? [] : [run.held.removed];
  await run.board.ask(
    'tryAgain',
    { enrolment: next, failure: { code, pinRetries: null } },
    AbortSignal.any([signal, ...removed]),
  );
  return next;
}

/** The key in use, or the one that fits as soon as it is plugged in. */
async function keyInUse(
  run: Run,
  expected: KeyIdentity | null,
  signal: AbortSignal,
): Promise<HeldKey> {
  const present = presentKey(run);
  if (present !== null) return present;
  const failure = run.held === null ? null : 'device_removed';
  letGo(run);
  return holdKey(run, await waitForKey(run, { expected, need: 'plug', failure }, signal));
}

async function anotherKey(
  run: Run,
  expected: KeyIdentity | null,
  failure: FailureCode,
  signal: AbortSignal,
): Promise<HeldKey> {
  const not = run.held?.session;
  if (expected === null && not !== undefined) run.refused.add(not);
  const session = await waitForKey(run, { expected, not, need: 'otherKey', failure }, signal);
  letGo(run);
  return holdKey(run, session);
}

/** By the backend's own clock: the page's may be wrong. */
function tenantPauseMs({ updatedAt }: Enrolment, until: string): number {
  const ms = Date.parse(until) - Date.parse(updatedAt);
  return Math.min(Math.max(Number.isFinite(ms) ? ms : 0, TENANT_PAUSE.least), TENANT_PAUSE.most);
}
