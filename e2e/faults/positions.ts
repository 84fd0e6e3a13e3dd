import type { PinEscrow } from '#bff/escrow/pinEscrow.ts';
import type { Directory } from '#bff/graph/directory.ts';
import type { PageAction, PersonAction } from '#shared/enrolment/action.ts';
import type { JournalEvent } from '#shared/enrolment/journal.ts';
import type { Need } from '#web/usecases/enrolmentRun.ts';
import type { BackendPort } from '#web/usecases/ports.ts';

// The names that positions are made of. Each table has to name every member of the product's own type, or it does not
// compile; positions.test.ts then wants every position to be met by some scenario. Positions themselves come from
// hooks in the ports, so a new step is played with faults before anybody has thought of it here.

/** Why no scenario comes by a position. */
type Excuse = string;

/** True: some scenario has to come by. */
type Expectation = true | Excuse;

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
  stepFailed: true,
  carriedOn: 'takes another operator at the key, whom only the crowd of L3 has',
  cancelled: true,
  finished: true,
  rolledBack: true,
};

/** Every call of Graph. */
export const GRAPH_POSITIONS: Readonly<Record<keyof Directory, Expectation>> = {
  tenantName: 'not part of an enrolment',
  searchPeople: 'not part of an enrolment',
  getPerson: true,
  readiness: true,
  isModelAllowed: 'answered from what readiness has read; asked anew only by another backend',
  listPasskeys: true,
  creationOptions: true,
  createPasskey: true,
  deletePasskey: true,
};

/** Every use of the escrow. */
export const ESCROW_POSITIONS: Readonly<Record<keyof PinEscrow, Expectation>> = {
  seal: true,
  open: true,
  release: true,
  disclose: 'people ask for PINs after the faults; too soon, and in vain, meanwhile',
  confirm: 'follows a PIN that was given out',
};

/** Every request of the page. */
export const CALL_POSITIONS: Readonly<Record<keyof BackendPort, Expectation>> = {
  startEnrolment: true,
  enrolment: true,
  reportEvent: true,
  cancelEnrolment: true,
  pinAuth: true,
  openEnrolments: true,
  unfinished: true,
  me: 'says who is signed in, changes nothing',
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
  myKeys: 'not part of an enrolment',
  revealPin: 'the holder’s page; its service is asked directly',
  confirmPin: 'the holder’s page; its service is asked directly',
  showPin: 'not part of an enrolment',
  printLetter: 'not part of an enrolment',
  confirmHandOver: 'not part of an enrolment',
  audit: 'not part of an enrolment',
  exportAudit: 'not part of an enrolment',
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
  signIn: 'comes up when the session is over, which is a fault',
  wait: true,
};

/** The commands by which each action of the page works on a key, by shared/ctap's own names. */
export const KEY_POSITIONS: Readonly<Record<PageAction['kind'], readonly string[]>> = {
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

/** What people are asked for by the backend, and the need by which a page asks them. */
export const PERSON_ACTIONS: Readonly<Record<PersonAction['kind'], Need>> = {
  confirmReset: 'confirmReset',
  replugKey: 'replug',
  wrongKey: 'otherKey',
  useAnotherKey: 'otherKey',
  waitForTenant: 'wait',
};
