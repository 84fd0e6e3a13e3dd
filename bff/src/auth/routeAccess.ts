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

export interface RouteRule {
  readonly access: Access;
  readonly rate: RateClass;
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

const STAFF = ['Admin', 'Operator', 'Auditor'] as const;
const ENROLLERS = ['Admin', 'Operator'] as const;
const ADMINS = ['Admin'] as const;
const AUDITORS = ['Admin', 'Auditor'] as const;

/** The whole authorisation of the API, by operation. A route that is not here does not compile and does not start. */
export const ROUTE_ACCESS = {
  getOpenApi: { access: 'public', rate: 'read' },
  getMe: { access: 'member', rate: 'read' },
  getClock: { access: 'member', rate: 'read' },
  getMyKeys: { access: 'member', rate: 'own' },
  revealMyPin: { access: 'member', rate: 'secret' },
  confirmMyPin: { access: 'member', rate: 'write' },
  getMyGuided: { access: 'member', rate: 'read' },
  startMyGuided: { access: 'member', rate: 'own' },
  chooseMyGuidedKey: { access: 'member', rate: 'write' },
  watchMyGuidedAgain: { access: 'member', rate: 'write' },
  cancelMyGuided: { access: 'member', rate: 'write' },
  getMyInvitation: { access: 'member', rate: 'own', freshSignIn: 'asked' },
  startMyEnrolment: { access: 'member', rate: 'write', freshSignIn: 'demanded' },
  // The key is in the middle of it: what was begun with a fresh sign-in goes on with the same token.
  getMyEnrolment: { access: 'member', rate: 'own' },
  reportMyEvent: { access: 'member', rate: 'write' },
  authenticateForMyKey: { access: 'member', rate: 'write', repeatable: 'no' },
  cancelMyEnrolment: { access: 'member', rate: 'write' },
  listMyPasses: { access: 'member', rate: 'read' },
  revealMyPass: { access: 'member', rate: 'secret' },
  confirmMyPass: { access: 'member', rate: 'write' },
  listInvitations: { access: STAFF, rate: 'read' },
  checkInvitations: { access: ENROLLERS, rate: 'read', repeatable: 'no' },
  invite: { access: ENROLLERS, rate: 'write', freshToken: true },
  issuePass: { access: ENROLLERS, rate: 'write', freshToken: true },
  remindInvited: { access: ENROLLERS, rate: 'write' },
  cancelInvitation: { access: ENROLLERS, rate: 'write' },
  showPass: { access: ENROLLERS, rate: 'secret' },
  confirmPass: { access: ENROLLERS, rate: 'write' },
  searchPeople: { access: STAFF, rate: 'read' },
  getPerson: { access: STAFF, rate: 'read' },
  searchGroups: { access: ENROLLERS, rate: 'read' },
  listGroupPeople: { access: ENROLLERS, rate: 'read' },
  resolvePeople: { access: ENROLLERS, rate: 'read', repeatable: 'no' },
  checkPeople: { access: ENROLLERS, rate: 'read', repeatable: 'no' },
  listProfiles: { access: STAFF, rate: 'read' },
  listAllProfiles: { access: STAFF, rate: 'read' },
  getProfile: { access: STAFF, rate: 'read' },
  createProfile: { access: ADMINS, rate: 'write' },
  editProfile: { access: ADMINS, rate: 'write' },
  retireProfile: { access: ADMINS, rate: 'write' },
  listEnrolments: { access: STAFF, rate: 'read' },
  listUnfinished: { access: STAFF, rate: 'read' },
  getEnrolment: { access: STAFF, rate: 'read' },
  startEnrolment: { access: ENROLLERS, rate: 'write' },
  reportEvent: { access: ENROLLERS, rate: 'write' },
  authenticateForKey: { access: ENROLLERS, rate: 'write', repeatable: 'no' },
  searchAudit: { access: AUDITORS, rate: 'read' },
  exportAudit: { access: AUDITORS, rate: 'write' },
  cancelEnrolment: { access: ENROLLERS, rate: 'write' },
  getGuided: { access: STAFF, rate: 'read' },
  startGuided: { access: ENROLLERS, rate: 'write' },
  chooseGuidedKey: { access: ENROLLERS, rate: 'write' },
  watchGuidedAgain: { access: ENROLLERS, rate: 'write' },
  cancelGuided: { access: ENROLLERS, rate: 'write' },
  listBatches: { access: STAFF, rate: 'read' },
  createBatch: { access: ENROLLERS, rate: 'write' },
  getBatch: { access: STAFF, rate: 'read' },
  addBatchPeople: { access: ENROLLERS, rate: 'write' },
  listBatchPeople: { access: STAFF, rate: 'read' },
  changeBatchState: { access: ENROLLERS, rate: 'write' },
  nextInBatch: { access: ENROLLERS, rate: 'write', freshToken: true },
  changeBatchPerson: { access: ENROLLERS, rate: 'write' },
  retryBatch: { access: ENROLLERS, rate: 'write' },
  exportBatchResults: { access: STAFF, rate: 'write' },
  printBatchLetters: { access: ENROLLERS, rate: 'secret' },
  confirmBatchLetters: { access: ENROLLERS, rate: 'write' },
  listSuspendedOperators: { access: ADMINS, rate: 'read' },
  suspendOperator: { access: ADMINS, rate: 'write' },
  showPin: { access: ENROLLERS, rate: 'secret' },
  printLetter: { access: ENROLLERS, rate: 'secret' },
  confirmPin: { access: ENROLLERS, rate: 'write' },
} as const satisfies Record<string, RouteRule>;

/** The operations of the API. */
export type OperationId = keyof typeof ROUTE_ACCESS;
