import type { Action } from './action.ts';
import type { EnrolmentState } from './enrolmentState.ts';

/** The steps a person sees, in order. */
export type ProgressStep =
  | 'read'
  | 'reset'
  | 'pin'
  | 'credential'
  | 'register'
  | 'prove'
  | 'policy'
  | 'oldKeys';

/** One step and how it stands. `skipped`: this profile or this key does not need it. */
export interface Progress {
  readonly name: ProgressStep;
  readonly state: 'pending' | 'current' | 'done' | 'skipped' | 'failed';
}

const STEP_OF_ACTION: Readonly<Record<Action['kind'], ProgressStep | null>> = {
  readKey: 'read',
  bindKey: 'read',
  wrongKey: 'read',
  useAnotherKey: 'read',
  replugKey: 'read',
  confirmReset: 'reset',
  startReset: 'reset',
  recordReset: 'reset',
  resetKey: 'reset',
  escrowPin: 'pin',
  startPin: 'pin',
  setPin: 'pin',
  beginCeremony: 'credential',
  issueOptions: 'credential',
  makeCredential: 'credential',
  voidCredential: 'credential',
  register: 'register',
  lookForRegistration: 'register',
  waitForTenant: 'register',
  guide: 'register',
  recogniseMethod: 'register',
  removeForbidden: 'register',
  undoRegistration: 'register',
  findCredentials: 'credential',
  lookForFound: 'credential',
  removeCredential: 'credential',
  askProof: 'prove',
  prove: 'prove',
  applyPolicy: 'policy',
  recordPolicy: 'policy',
  removeOldKey: 'oldKeys',
  finish: null,
  rollBack: null,
  done: null,
  rolledBack: null,
};

const CLEANING: ReadonlySet<Action['kind']> = new Set([
  'findCredentials',
  'lookForFound',
  'removeCredential',
]);

/** Turns the state of an enrolment and its next action into the step line. */
export function progress(state: EnrolmentState, action: Action): Progress[] {
  const { profile } = state;
  const hasMade = state.credential !== null || state.methodId !== null;
  const isReset = state.reset === 'done';
  const hasPin = state.pin === 'set' || hasMade || profile.pin.source === 'existing';
  const hasOldKeys = profile.oldKeys === 'removeAfterProof' && state.methodsBefore.length > 0;
  const oldKeysGone = state.methodsBefore.every((id) => state.oldKeysRemoved.includes(id));
  const isEnded = state.end !== null;
  const isBrowsers = state.way !== 'webhid';
  // What was not removed by the end stays.
  const oldKeys = oldKeysGone ? 'done' : isEnded ? 'failed' : 'pending';
  const facts: Readonly<Record<ProgressStep, 'done' | 'skipped' | 'pending' | 'failed'>> = {
    read: isBrowsers ? 'skipped' : state.key === null ? 'pending' : 'done',
    reset: isReset ? 'done' : isBrowsers || resetIsPast(state) ? 'skipped' : 'pending',
    pin:
      isBrowsers || (profile.pin.source === 'existing' && state.key !== null)
        ? 'skipped'
        : hasPin
          ? 'done'
          : 'pending',
    credential: hasMade ? 'done' : 'pending',
    register: state.methodId === null ? 'pending' : 'done',
    prove: state.proved ? 'done' : 'pending',
    policy: isBrowsers ? 'skipped' : state.policyApplied ? 'done' : 'pending',
    oldKeys: hasOldKeys ? oldKeys : 'skipped',
  };
  // Of a registered key it is the last look before its rules are set, else a part of taking back.
  const isTidying = CLEANING.has(action.kind) && state.methodId !== null;
  const current = isTidying ? 'policy' : STEP_OF_ACTION[action.kind];
  const failed = state.end?.kind === 'rolledBack';
  // Nothing of it is done here but that the registration is looked for.
  if (state.guided !== null) {
    const isDone = state.methodId !== null;
    return [{ name: 'register', state: failed ? 'failed' : isDone ? 'done' : 'current' }];
  }
  const names = Object.keys(facts) as ProgressStep[];
  const firstPending = names.find((name) => facts[name] === 'pending');
  return names.map((name) => {
    if (failed && name === firstPending) return { name, state: 'failed' };
    if (!isEnded && name === current) return { name, state: 'current' };
    return { name, state: facts[name] };
  });
}

/** Once the PIN is being set no reset is in front of us any more. */
function resetIsPast(state: EnrolmentState): boolean {
  if (state.reset !== 'none') return false;
  if (state.profile.reset === 'never') return true;
  return state.pin !== 'unset' || state.credential !== null;
}
