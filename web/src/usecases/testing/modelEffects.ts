import type { Action } from '#shared/enrolment/action.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import { policyGap } from '#shared/enrolment/policy.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';

type BackendAction = Exclude<Extract<Action, { actor: 'backend' }>, { kind: 'register' }>;

/** What the model backend knows at this moment. */
interface ModelMoment {
  readonly key: KeyObservation | undefined;
  readonly profile: EnrolmentProfile;
  readonly seq: number;
  readonly now: number;
  /** What a look at the key found; this directory has none of it. */
  readonly found: readonly string[];
}

/** What the model backend does by itself, as the event it writes about it. */
export function writtenEvent(action: BackendAction, world: ModelMoment): JournalEvent {
  const { key, profile, seq, now, found } = world;
  switch (action.kind) {
    case 'bindKey':
      return { type: 'keyBound', key: present(key) };
    case 'startReset':
      return { type: 'resetStarted' };
    case 'recordReset':
      return { type: 'resetDone' };
    case 'escrowPin':
      return { type: 'pinEscrowed', escrowId: 'escrow' };
    case 'startPin':
      return { type: 'pinSetStarted' };
    case 'issueOptions':
      return {
        type: 'optionsIssued',
        options: '{}',
        clientDataJson: `{"challenge":"${seq}"}`,
        expiresAt: new Date(now + 300_000).toISOString(),
        isMakingAnnounced: true,
      };
    case 'lookForFound':
      return { type: 'foundAbsent', credentialIds: found };
    case 'lookForRegistration':
      return { type: 'absentSeen' };
    case 'voidCredential':
      return { type: 'credentialVoided', code: action.code };
    case 'askProof':
      return { type: 'proofAsked', clientDataJson: `{"n":${seq}}` };
    case 'recordPolicy': {
      const { impossible } = policyGap(profile, present(key));
      return { type: 'policyApplied', key: present(key), skipped: impossible };
    }
    case 'removeOldKey':
      return { type: 'oldKeyRemoved', methodId: action.methodId };
    case 'undoRegistration':
      return { type: 'registrationUndone', code: action.code };
    case 'finish':
      return { type: 'finished' };
    case 'rollBack':
      return { type: 'rolledBack', code: action.code, left: action.left };
    case 'recogniseMethod':
    case 'removeForbidden':
      throw new Error('no page of a station is at that');
  }
}

function present<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('the model backend knows no key');
  return value;
}
