import type { Role } from '#shared/api/index.ts';

/**
 * Who may call a route: `public` nobody signed in is needed, `member` any signed-in person about themselves (takes no
 * user id), or one of the listed app roles.
 */
export type Access = 'public' | 'member' | readonly Role[];

/** How heavy a call is, for the limit per caller. */
export type RateClass = 'read' | 'write' | 'own' | 'secret';

/**
 * What the same call under the same `Idempotency-Key` gets: the `answer` of the first one; where that held a secret only
 * the word that it was given (`noted`); `no` for a POST that changes nothing and needs no key.
 */
export type Repeatable = 'no' | 'answer' | 'noted';

/**
 * Whom a call is about: `none` nobody in particular; `self` the caller, as the token says; `anyone` people are looked at,
 * whoever they are; `operator` another operator, never oneself; `guarded` it does something to a person, and the guard
 * (bff/src/guard) is asked about that person and about the scope of the operator.
 */
export type RouteScope = 'none' | 'self' | 'anyone' | 'operator' | 'guarded';

/** What is said of a route; without any of the first five it does not compile. */
export interface RouteRule {
  readonly access: Access;
  readonly scope: RouteScope;
  /** Wants a recent sign-in, where the settings demand step-up. */
  readonly stepUp: boolean;
  readonly rate: RateClass;
  /** What the audit calls it; `journal`: each step by its own name; null: it changes nothing and gives no secret away. */
  readonly audit: string | null;
  /** When left out: `noted` for the class `secret`, else `answer`. Says nothing of a GET. */
  readonly repeatable?: Repeatable;
  /** Takes only a token that came into use within the last minute or so: the roles are those that the person has now. */
  readonly freshToken?: true;
  /**
   * Wants a sign-in that is fresh and strong, as the settings say: the guard refuses any other (`demanded`), or the handler
   * does, after it has noted something (`asked`).
   */
  readonly freshSignIn?: 'demanded' | 'asked';
}

const STAFF = ['Admin', 'Operator', 'Helpdesk', 'Auditor'] as const;
const ENROLLERS = ['Admin', 'Operator'] as const;
const INVITERS = ['Admin', 'Operator', 'Helpdesk'] as const;
const STAFF_BUT_HELPDESK = ['Admin', 'Operator', 'Auditor'] as const;
const ADMINS = ['Admin'] as const;
const AUDITORS = ['Admin', 'Auditor'] as const;

/** The same for all that only look. */
const LOOKS = { stepUp: false, rate: 'read', audit: null } as const;
const LOOKS_AT_PEOPLE = { access: STAFF, scope: 'anyone', ...LOOKS } as const;
const PLANS = { access: ENROLLERS, scope: 'none', rate: 'write' } as const;
const SETS_UP = { access: ADMINS, scope: 'none', stepUp: true, rate: 'write' } as const;
const ACTS = { access: ENROLLERS, scope: 'guarded', rate: 'write' } as const;
const OWN = { access: 'member', scope: 'self' } as const;
const WATCHES_OWN = { ...OWN, stepUp: false, rate: 'write' } as const;
/** What cannot be taken back: whoever has a stolen token does not get this far. */
const TAKES_OWN = { ...OWN, stepUp: false, rate: 'own', freshSignIn: 'demanded' } as const;
const DISCLOSES = { access: ENROLLERS, scope: 'guarded', stepUp: true, rate: 'secret' } as const;

/** The whole authorisation of the API, by operation. A route that is not here does not compile and does not start. */
export const ROUTE_ACCESS = {
  getOpenApi: { access: 'public', scope: 'none', ...LOOKS },
  getMe: { access: 'member', scope: 'self', ...LOOKS },
  getClock: { access: 'member', scope: 'none', ...LOOKS },
  getMyKeys: { access: 'member', scope: 'self', ...LOOKS, rate: 'own' },
  revealMyPin: {
    ...{ access: 'member', scope: 'self', stepUp: true },
    ...{ rate: 'secret', audit: 'revealPin' },
  },
  confirmMyPin: {
    ...{ access: 'member', scope: 'self', stepUp: false },
    ...{ rate: 'write', audit: 'confirmPin' },
  },
  removeMyKey: { ...TAKES_OWN, audit: 'removeOwnKey' },
  loseMyKey: { ...TAKES_OWN, audit: 'loseKey, shredPin, revokeSessions' },
  renameMyKey: { ...TAKES_OWN, audit: 'renameKey' },
  listMyKeyEvents: { ...OWN, ...LOOKS },
  reportMyKeyEvent: {
    ...TAKES_OWN,
    audit: 'disownKey, shredPin, revokeSessions, suspendOperator',
  },
  listLostKeys: { ...LOOKS_AT_PEOPLE, access: INVITERS },
  getMyGuided: { access: 'member', scope: 'self', ...LOOKS },
  // What is watched for is registered on Microsoft's page, which has its own sign-in.
  startMyGuided: { ...WATCHES_OWN, rate: 'own', audit: 'startEnrolment' },
  chooseMyGuidedKey: { ...WATCHES_OWN, audit: 'chooseNewKey' },
  watchMyGuidedAgain: { ...WATCHES_OWN, audit: 'watchAgain' },
  cancelMyGuided: { ...WATCHES_OWN, audit: 'cancelEnrolment' },
  getMyInvitation: {
    ...OWN,
    ...LOOKS,
    rate: 'own',
    freshSignIn: 'asked',
    audit: 'openInvitation, signInForInvitation',
  },
  startMyEnrolment: {
    ...OWN,
    stepUp: false,
    rate: 'write',
    audit: 'startEnrolment',
    freshSignIn: 'demanded',
  },
  // The key is in the middle of it: what was begun with a fresh sign-in goes on with the same token.
  getMyEnrolment: { ...OWN, stepUp: false, rate: 'own', audit: 'journal' },
  reportMyEvent: { ...OWN, stepUp: false, rate: 'write', audit: 'journal' },
  authenticateForMyKey: {
    ...{ ...OWN, stepUp: false, rate: 'write', audit: 'authenticateForKey' },
    repeatable: 'no',
  },
  cancelMyEnrolment: { ...OWN, stepUp: false, rate: 'write', audit: 'cancelEnrolment' },
  listMyPasses: { ...OWN, ...LOOKS },
  // What a manager is shown is somebody else's.
  revealMyPass: {
    access: 'member',
    scope: 'guarded',
    stepUp: true,
    rate: 'secret',
    audit: 'showAccessPass',
  },
  confirmMyPass: { ...OWN, stepUp: false, rate: 'write', audit: 'confirmAccessPass' },
  listInvitations: LOOKS_AT_PEOPLE,
  checkInvitations: { ...LOOKS_AT_PEOPLE, access: INVITERS, repeatable: 'no' },
  invite: {
    ...{ ...ACTS, access: INVITERS, stepUp: true, audit: 'invitePerson, issueAccessPass' },
    freshToken: true,
  },
  issuePass: { ...ACTS, stepUp: true, audit: 'issueAccessPass', freshToken: true },
  // A link and no secret, to somebody who was invited already.
  remindInvited: {
    ...{ access: INVITERS, scope: 'none', stepUp: false },
    ...{ rate: 'write', audit: 'remindPerson' },
  },
  // Takes a way in away: never kept waiting.
  cancelInvitation: { ...PLANS, stepUp: false, audit: 'cancelInvitation' },
  showPass: { ...DISCLOSES, audit: 'showAccessPass' },
  confirmPass: { ...PLANS, stepUp: false, audit: 'confirmAccessPass' },
  searchPeople: LOOKS_AT_PEOPLE,
  getPerson: LOOKS_AT_PEOPLE,
  searchGroups: { ...LOOKS_AT_PEOPLE, access: ENROLLERS },
  searchUnits: { access: AUDITORS, scope: 'none', ...LOOKS },
  listGroupPeople: { ...LOOKS_AT_PEOPLE, access: ENROLLERS },
  resolvePeople: { ...LOOKS_AT_PEOPLE, access: INVITERS, repeatable: 'no' },
  checkPeople: { ...LOOKS_AT_PEOPLE, access: INVITERS, repeatable: 'no' },
  listProfiles: { access: STAFF, scope: 'none', ...LOOKS },
  listAllProfiles: { access: STAFF, scope: 'none', ...LOOKS },
  getProfile: { access: STAFF, scope: 'none', ...LOOKS },
  createProfile: { ...SETS_UP, audit: 'createProfile' },
  editProfile: { ...SETS_UP, audit: 'editProfile' },
  retireProfile: { ...SETS_UP, audit: 'retireProfile' },
  listEnrolments: LOOKS_AT_PEOPLE,
  listUnfinished: LOOKS_AT_PEOPLE,
  getEnrolment: LOOKS_AT_PEOPLE,
  startEnrolment: { ...ACTS, stepUp: true, audit: 'startEnrolment' },
  // One step of many, of an enrolment that began with a recent sign-in.
  reportEvent: { ...ACTS, stepUp: false, audit: 'journal' },
  authenticateForKey: {
    ...{ ...ACTS, stepUp: false, audit: 'authenticateForKey' },
    repeatable: 'no',
  },
  searchAudit: { access: AUDITORS, scope: 'none', ...LOOKS },
  exportAudit: {
    ...{ access: AUDITORS, scope: 'none', stepUp: true },
    ...{ rate: 'write', audit: 'exportAudit' },
  },
  cancelEnrolment: { ...ACTS, stepUp: false, audit: 'cancelEnrolment' },
  getGuided: LOOKS_AT_PEOPLE,
  startGuided: { ...ACTS, stepUp: true, audit: 'startEnrolment' },
  chooseGuidedKey: { ...ACTS, stepUp: false, audit: 'chooseNewKey' },
  watchGuidedAgain: { ...ACTS, stepUp: false, audit: 'watchAgain' },
  cancelGuided: { ...ACTS, stepUp: false, audit: 'cancelEnrolment' },
  listBatches: LOOKS_AT_PEOPLE,
  createBatch: { ...PLANS, stepUp: true, audit: 'createBatch' },
  getBatch: LOOKS_AT_PEOPLE,
  addBatchPeople: { ...PLANS, stepUp: false, audit: 'addBatchPeople' },
  listBatchPeople: LOOKS_AT_PEOPLE,
  // Also what pauses and ends: nobody is kept from stopping by a sign-in that is a quarter of an hour old.
  changeBatchState: { ...PLANS, stepUp: false, audit: 'runBatch, pauseBatch, endBatch' },
  // A key a minute for hours: the batch was made with a recent sign-in, and each key wants a young token.
  nextInBatch: { ...ACTS, stepUp: false, audit: 'startEnrolment', freshToken: true },
  changeBatchPerson: { ...PLANS, stepUp: false, audit: 'changeBatchPerson' },
  retryBatch: { ...PLANS, stepUp: false, audit: 'retryBatch' },
  exportBatchResults: {
    ...{ access: STAFF_BUT_HELPDESK, scope: 'anyone', stepUp: false },
    ...{ rate: 'write', audit: 'exportBatchResults' },
  },
  printBatchLetters: { ...DISCLOSES, audit: 'printPin' },
  confirmBatchLetters: { ...PLANS, stepUp: false, audit: 'confirmPin' },
  getPosture: { access: AUDITORS, scope: 'none', ...LOOKS },
  // Changes nothing in the tenant: looking at it is never kept waiting.
  lookAtPosture: {
    ...{ access: ADMINS, scope: 'none', stepUp: false },
    ...{ rate: 'write', audit: 'lookAtPosture, probeCanary' },
  },
  listSuspendedOperators: { access: ADMINS, scope: 'none', ...LOOKS },
  // Takes power away: never kept waiting.
  suspendOperator: {
    ...{ access: ADMINS, scope: 'operator', stepUp: false },
    ...{ rate: 'write', audit: 'suspendOperator, reinstateOperator' },
  },
  listOperatorScopes: { access: AUDITORS, scope: 'none', ...LOOKS },
  changeOperatorScope: {
    ...{ access: ADMINS, scope: 'operator', stepUp: true },
    ...{ rate: 'write', audit: 'grantScope, revokeScope' },
  },
  listApprovals: { access: ENROLLERS, scope: 'none', ...LOOKS },
  getApproval: { access: ENROLLERS, scope: 'none', ...LOOKS },
  // What is asked for wants its own sign-in once it is done.
  askApproval: { ...PLANS, stepUp: false, audit: 'askApproval' },
  decideApproval: { ...SETS_UP, audit: 'approve, refuseApproval', freshToken: true },
  withdrawApproval: { ...PLANS, stepUp: false, audit: 'withdrawApproval' },
  listRemovals: LOOKS_AT_PEOPLE,
  getRemoval: LOOKS_AT_PEOPLE,
  // Looks at many people and writes down what would go.
  planRemoval: { ...PLANS, scope: 'anyone', stepUp: false, audit: 'planRemoval' },
  startRemoval: { ...ACTS, stepUp: true, audit: 'startRemoval', freshToken: true },
  // Keeps keys where they are: never kept waiting.
  stopRemoval: { ...PLANS, stepUp: false, audit: 'stopRemoval' },
  exportRemoval: {
    ...{ access: STAFF_BUT_HELPDESK, scope: 'anyone', stepUp: false },
    ...{ rate: 'write', audit: 'exportRemoval' },
  },
  showPin: { ...DISCLOSES, audit: 'showPinToOperator' },
  printLetter: { ...DISCLOSES, audit: 'printPin' },
  confirmPin: { ...PLANS, stepUp: false, audit: 'confirmPin' },
} as const satisfies Record<string, RouteRule>;

/** The operations of the API. */
export type OperationId = keyof typeof ROUTE_ACCESS;

/**
 * Whether a call is what somebody does about themself, whose calls to Graph have a share of its quota and no more. Everybody's day
 * begins with `getMe`: of staff it is part of their work.
 */
export function isSelfService(operationId: OperationId, roles: readonly Role[]): boolean {
  if (ROUTE_ACCESS[operationId].access !== 'member') return false;
  return operationId !== 'getMe' || roles.length === 0;
}
