import type { AuditDetail } from '#bff/audit/auditRecord.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';

/** The part of an audit record that follows from a journal event. */
export interface EventAudit {
  readonly phase: 'intent' | 'outcome';
  readonly action: string;
  readonly result: string | null;
  readonly detail: AuditDetail;
  /** The event is the whole effect: nothing but our own database changes with it. */
  readonly isWhole: boolean;
}

const intent = (action: string, detail: AuditDetail = {}): EventAudit => ({
  phase: 'intent',
  action,
  result: null,
  detail,
  isWhole: false,
});

const outcome = (action: string, result = 'ok', detail: AuditDetail = {}): EventAudit => ({
  phase: 'outcome',
  action,
  result,
  detail,
  isWhole: false,
});

const whole = (...said: Parameters<typeof outcome>): EventAudit => ({
  ...outcome(...said),
  isWhole: true,
});

/** Says in the audit log's words what a journal event means. Events before an effect are intents. */
export function auditOfEvent(event: JournalEvent): EventAudit {
  switch (event.type) {
    case 'started':
      return outcome('startEnrolment', 'ok', {
        profileId: event.profile.id,
        ...(event.way !== undefined && { way: event.way }),
      });
    case 'keyBound':
      return whole('bindKey');
    case 'resetConfirmed':
      return whole('confirmReset');
    case 'resetStarted':
      return intent('resetKey');
    case 'resetDone':
      return outcome('resetKey');
    case 'pinEscrowed':
      return whole('escrowPin');
    case 'pinSetStarted':
      return intent('setPin');
    case 'pinSet':
      return outcome('setPin');
    case 'pinRejected':
      return outcome('usePin', 'pin_invalid');
    case 'optionsIssued':
      return whole('issueOptions');
    case 'credentialStarted':
      return intent('makeCredential');
    case 'credentialMade':
      return outcome('makeCredential');
    case 'credentialVoided':
      return whole('voidCredential', event.code);
    case 'credentialRemoved':
      return outcome('removeCredential');
    case 'credentialsFound':
      return outcome('findCredentials', 'ok', { count: event.credentialIds.length });
    case 'foundAbsent':
      return outcome('lookForFound', 'ok', { count: event.credentialIds.length });
    case 'postStarted':
      return intent('register');
    case 'postNotExecuted':
      return outcome('register', event.code);
    case 'postRefused':
      return outcome('register', event.code, { graphCode: event.graphCode });
    case 'absentSeen':
      return outcome('lookForRegistration', 'graph_not_found');
    case 'registered':
      return outcome('register', 'ok', { methodId: event.methodId });
    case 'proofAsked':
      return intent('prove');
    case 'proved':
      return outcome('prove');
    case 'proofFailed':
      return outcome('prove', 'proof_failed');
    case 'policyApplied':
      return outcome('applyPolicy');
    case 'oldKeyRemovalStarted':
      return intent('removeOldKey', { methodId: event.methodId });
    case 'oldKeyRemoved':
      return outcome('removeOldKey', 'ok', { methodId: event.methodId });
    case 'oldKeyKept':
      return outcome('removeOldKey', event.code, { methodId: event.methodId });
    case 'registrationUndone':
      return outcome('undoRegistration');
    case 'stepFailed':
      return outcome(event.action, event.code);
    case 'carriedOn':
      return outcome('carryOnEnrolment');
    case 'cancelled':
      return whole('cancelEnrolment');
    case 'finished':
      return whole('finishEnrolment');
    case 'rolledBack':
      return whole('finishEnrolment', event.code, event.left == null ? {} : { left: event.left });
  }
}
