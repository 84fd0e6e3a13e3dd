import type { PinEscrow } from '#bff/escrow/pinEscrow.ts';
import type { AccessPasses } from '#bff/graph/accessPasses.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { Leases } from '#bff/jobs/leases.ts';
import type { Notice } from '#bff/mail/notice.ts';
import type * as operatorTables from '#bff/store/operatorTables.ts';
import type * as schema from '#bff/store/schema.ts';
import type { BackendAction, PageAction, PersonAction } from '#shared/enrolment/action.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { Need } from '#web/usecases/enrolmentRun.ts';
import type { OwnEnrolmentPort } from '#web/usecases/invitations/ownEnrolmentPort.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import type { JobName } from './world/workContext.ts';

// The names that positions are made of. Each table has to name every member of the product's own type, or it does not
// compile; positions.test.ts then wants every position to be met by some scenario. Positions themselves come from
// hooks in the ports, so a new step is played with faults before anybody has thought of it here.

/** Why no scenario comes by a position. */
type Excuse = string;

/** True: some scenario has to come by. */
type Expectation = true | Excuse;

/** No key is at hand and no page at work; guided.test.ts of the backend plays its faults. */
const GUIDED: Excuse = 'is of a registration on Microsoft’s page, without key and page';

/** Every line a journal can have. */
export const JOURNAL_POSITIONS: Readonly<Record<JournalEvent['type'], Expectation>> = {
  started: true,
  keyBound: true,
  resetConfirmed: true,
  resetStarted: true,
  resetDone: true,
  pinEscrowed: true,
  pinSetStarted: true,
  pinSet: true,
  pinRejected: true,
  optionsIssued: true,
  credentialStarted: true,
  credentialMade: true,
  credentialVoided: true,
  credentialRemoved: true,
  credentialsFound: true,
  foundAbsent: true,
  postStarted: true,
  postNotExecuted: true,
  postRefused: true,
  absentSeen: true,
  registered: true,
  proofAsked: true,
  proved: true,
  proofFailed: true,
  policyApplied: true,
  oldKeyRemovalStarted: true,
  oldKeyRemoved: true,
  oldKeyKept: true,
  registrationUndone: true,
  methodsAppeared: GUIDED,
  methodChosen: GUIDED,
  methodRecognised: GUIDED,
  watchResumed: GUIDED,
  forbiddenRemovalStarted: GUIDED,
  forbiddenKept: GUIDED,
  stepFailed: true,
  carriedOn: true,
  cancelled: true,
  finished: true,
  rolledBack: true,
};

/**
 * What the backend does without a key, and so in a sweep as well: the line of the journal that shows it. The rest waits for
 * a key that somebody plugs in.
 */
export const SWEEP_POSITIONS: Readonly<
  Record<BackendAction['kind'], { readonly line: JournalEvent['type'] } | Excuse>
> = {
  bindKey: 'takes a key',
  startReset: 'takes a key',
  recordReset: 'takes a key',
  escrowPin: 'takes a key',
  startPin: 'takes a key',
  issueOptions: 'takes a key',
  register: { line: 'postStarted' },
  lookForRegistration: { line: 'absentSeen' },
  voidCredential: { line: 'credentialVoided' },
  lookForFound:
    'comes up where a passkey was found on a key whose PIN a person types, who is at the page then',
  askProof: 'takes a key',
  recordPolicy: 'takes a key',
  removeOldKey: { line: 'oldKeyRemovalStarted' },
  undoRegistration: { line: 'registrationUndone' },
  recogniseMethod: GUIDED,
  removeForbidden: GUIDED,
  finish: { line: 'finished' },
  rollBack: 'follows a look at the key, or a cancel over which the backend dies, which is a fault',
};

/** Every call of Graph. */
export const GRAPH_POSITIONS: Readonly<Record<keyof Directory, Expectation>> = {
  tenantName: true,
  searchPeople: 'not part of an enrolment',
  getPerson: 'comes along with what is read of a target, and is remembered',
  readTarget: true,
  targetNow: true,
  readiness: true,
  isModelAllowed: true,
  listPasskeys: true,
  creationOptions: true,
  createPasskey: true,
  deletePasskey: true,
  renamePasskey: 'not part of an enrolment',
};

/** Every call of Graph about access passes. */
export const PASS_POSITIONS: Readonly<Record<keyof AccessPasses, Expectation>> = {
  policyFor: true,
  find: true,
  create: true,
  remove: true,
  preferredLanguage: true,
  manager: 'is asked where a setting says that managers see passes',
};

/** Every use of the escrow. */
export const ESCROW_POSITIONS: Readonly<Record<keyof PinEscrow, true>> = {
  seal: true,
  open: true,
  release: true,
  disclose: true,
  confirm: true,
};

/** Everything that can be done with a lease. */
export const LEASE_POSITIONS: Readonly<Record<keyof Leases, Expectation>> = {
  take: true,
  release: true,
  fence: 'is checked in each transaction of a sweep, whose positions those are',
};

/** Everything that a mail can be about. */
export const MAIL_POSITIONS: Readonly<Record<Notice['kind'], Expectation>> = {
  keyBound: true,
  keyRemoved: true,
  keyLost: 'not part of an enrolment',
  keyKept: 'nothing that works is left in no scenario; tests of the backend have it',
  pinDisclosed: true,
  alert: true,
  invitation: true,
  passToHandOver: 'not part of an enrolment',
  approvalAsked: 'not part of an enrolment',
  posture: 'not part of an enrolment',
  removalStarted: 'not part of an enrolment',
};

/** What backends do without being asked. */
export const JOB_POSITIONS: Readonly<Record<JobName, Expectation>> = {
  sweep: true,
  mail: true,
  shred: true,
  tidy: true,
  carry: 'there are no second places of the audit log but in L3 and L9',
};

type TableName =
  | Exclude<keyof typeof schema, 'leaseTokens'>
  | keyof typeof operatorTables
  | 'invitations'
  | 'access_passes'
  | 'own_starts'
  | 'key_events'
  | 'key_removals';
type Verb = 'insert' | 'update' | 'delete';

/** How each table is written to. Lines of `journal` and `audit` have names of their own. */
export const DATABASE_POSITIONS: Readonly<Record<TableName, readonly Verb[]>> = {
  enrolments: ['insert', 'update'],
  journal: [],
  escrow: ['insert', 'update'],
  outbox: ['insert', 'update'],
  audit: [],
  auditSinks: [],
  idempotency: ['insert', 'update', 'delete'],
  inventory: ['insert', 'update'],
  profiles: [],
  graphQuotas: [],
  removals: ['insert'],
  invitations: ['insert', 'update'],
  access_passes: ['insert', 'update'],
  own_starts: ['insert'],
  key_events: ['insert'],
  key_removals: [],
  suspensions: [],
  operatorScopes: [],
  scopeChanges: [],
  leases: ['insert', 'update', 'delete'],
};

/** Actions of the audit log (web/presentation has a word for each) that no scenario comes by. */
export const AUDIT_EXCUSES: Readonly<Record<string, Excuse>> = {
  acceptRestore: 'restores are in the crowd of L3',
  approve: 'not part of an enrolment',
  askApproval: 'not part of an enrolment',
  refuseApproval: 'not part of an enrolment',
  withdrawApproval: 'not part of an enrolment',
  planRemoval: 'not part of an enrolment',
  startRemoval: 'not part of an enrolment',
  stopRemoval: 'not part of an enrolment',
  finishRemoval: 'not part of an enrolment',
  exportRemoval: 'not part of an enrolment',
  removeKey: 'not part of an enrolment',
  createProfile: 'not part of an enrolment',
  editProfile: 'not part of an enrolment',
  retireProfile: 'not part of an enrolment',
  exportAudit: 'not part of an enrolment',
  lookAtPosture: 'not part of an enrolment',
  probeCanary: 'not part of an enrolment',
  chooseNewKey: GUIDED,
  noticeNewKeys: GUIDED,
  recogniseKey: GUIDED,
  watchAgain: GUIDED,
  remindPerson: 'not part of an enrolment',
  cancelInvitation: 'not part of an enrolment',
  expireInvitation: 'not part of an enrolment',
  openInvitation: 'not part of an enrolment',
  showAccessPass: 'not part of an enrolment',
  confirmAccessPass: 'not part of an enrolment',
  destroyAccessPass: 'not part of an enrolment',
  removeOwnKey: 'not part of an enrolment',
  loseKey: 'not part of an enrolment',
  disownKey: 'not part of an enrolment',
  renameKey: 'not part of an enrolment',
  revokeSessions: 'not part of an enrolment',
  openPin: 'says that a PIN does not open, which is never to happen',
};

/** Every request of a page. */
export const CALL_POSITIONS: Readonly<Record<keyof BackendPort, Expectation>> = {
  startEnrolment: true,
  enrolment: true,
  reportEvent: true,
  cancelEnrolment: true,
  pinAuth: true,
  openEnrolments: true,
  unfinished: true,
  me: true,
  myKeys: true,
  revealPin: true,
  confirmPin: true,
  showPin: true,
  printLetter: true,
  confirmHandOver: true,
  clock: 'not part of an enrolment',
  searchPeople: 'not part of an enrolment',
  person: 'not part of an enrolment',
  searchGroups: 'not part of an enrolment',
  groupPeople: 'not part of an enrolment',
  resolvePeople: 'not part of an enrolment',
  checkPeople: 'not part of an enrolment',
  profiles: 'not part of an enrolment',
  allProfiles: 'not part of an enrolment',
  profile: 'not part of an enrolment',
  createProfile: 'not part of an enrolment',
  editProfile: 'not part of an enrolment',
  retireProfile: 'not part of an enrolment',
  audit: 'not part of an enrolment',
  exportAudit: 'not part of an enrolment',
  suspended: 'not part of an enrolment',
  setSuspended: 'not part of an enrolment',
  posture: 'not part of an enrolment',
  lookAtPosture: 'not part of an enrolment',
};

/** Every request about one's own enrolment. */
export const OWN_CALL_POSITIONS: Readonly<Record<keyof OwnEnrolmentPort, Expectation>> = {
  invitation: true,
  start: true,
  enrolment: 'comes up when a page is loaded again, which is a fault',
  reportEvent: true,
  pinAuth: true,
  cancelEnrolment: 'comes up when the person stops, which is a fault',
};

/** What a page waits for its people with. */
export const PERSON_POSITIONS: Readonly<Record<Need, Expectation>> = {
  touch: 'software keys are touched at once',
  plug: 'comes up when the key is pulled out, which is a fault',
  replug: true,
  otherKey: true,
  pin: true,
  confirmReset: true,
  tryAgain: true,
  browser: 'of the ways beside WebHID, which no scenario goes',
  signIn: 'comes up when the session is over, which is a fault',
  wait: true,
};

/** The commands by which each action of the page works on a key, by shared/ctap's own names. */
export const KEY_POSITIONS: Readonly<Record<PageAction['kind'], readonly string[]>> = {
  beginCeremony: [],
  readKey: ['INIT', 'vendor', 'getInfo', 'clientPin.getPINRetries', 'clientPin.getKeyAgreement'],
  resetKey: ['reset'],
  setPin: ['clientPin.setPIN'],
  makeCredential: ['clientPin.getPinUvAuthTokenUsingPinWithPermissions', 'makeCredential'],
  prove: ['getAssertion'],
  applyPolicy: ['authenticatorConfig.setMinPINLength'],
  findCredentials: [
    'credentialManagement.enumerateRPsBegin',
    'credentialManagement.enumerateCredentialsBegin',
  ],
  removeCredential: ['credentialManagement.deleteCredential'],
};

/** What people are asked for by the backend at a station, and the need by which its page asks them. */
export const PERSON_ACTIONS: Readonly<Record<Exclude<PersonAction['kind'], 'guide'>, Need>> = {
  confirmReset: 'confirmReset',
  replugKey: 'replug',
  wrongKey: 'otherKey',
  useAnotherKey: 'otherKey',
  waitForTenant: 'wait',
};
