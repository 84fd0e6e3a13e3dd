import type { Role } from '#shared/api/index.ts';
import type { FailureCode } from '#shared/failure/codes.ts';

/**
 * Directory roles that give their holder nothing an attacker could go on with: they read, or invite guests. Every other
 * role protects who holds it, those that nobody here knows too.
 *
 * Entra lets an Authentication Administrator act on holders of these eight: these six, and Authentication Administrator and
 * Password Administrator. The last two are left out: an operator of ours needs neither role, and a key of such a person
 * would give them more than they have.
 * @see Privileged roles and permissions in Microsoft Entra ID, "Who can perform sensitive actions"
 */
export const HARMLESS_ROLES: Readonly<Record<string, string>> = {
  '88d8e3e3-8f55-4a1e-953a-9b9898b8876b': 'Directory Readers',
  '95e79109-95c0-4d8e-aee3-d01accf2d47b': 'Guest Inviter',
  '790c1fb9-7f7d-4f88-86a1-ef1f95c05c1b': 'Message Center Reader',
  '4a5d8f65-41da-4de4-8968-e035b65339cf': 'Reports Reader',
  '75934031-6c7e-415a-99d7-48dbd49e875e': 'Usage Summary Reports Reader',
  '27460883-1df1-4691-b032-3b79643e5e63': 'User Experience Success Manager',
};

/** What of a person keeps others from acting on them, the first one first. */
export type Trait =
  | 'self'
  | 'breakGlass'
  | 'guest'
  | 'role'
  | 'roleOfPart'
  | 'roleGroup'
  | 'restrictedUnit';

/** Everything that is done to a person. */
export type TargetAction =
  | 'enrol'
  | 'register'
  | 'removeKey'
  | 'showPin'
  | 'printLetter'
  | 'undo'
  | 'removeForbidden'
  | 'watchOwn'
  | 'removeOwnForbidden'
  | 'invitePerson'
  | 'issuePass'
  | 'showPass'
  | 'handOverPass'
  | 'enrolOwn'
  | 'registerOwn'
  | 'removeOwnKey'
  | 'takeAwayOwn'
  | 'loseOwn'
  | 'disownOwn'
  | 'renameOwn'
  | 'suspend';

/** What admins may be allowed to do for protected people, as the setting calls it. */
export type AdminException = 'enrol' | 'remove' | 'pin';

/** Who may do something, and whom they may not do it to. */
export interface TargetRule {
  /**
   * Who may do it at all; `holder`: everybody for themselves, and nobody for others; `named`: whoever the books name for it,
   * which whoever asks the guard sees to.
   */
  readonly roles: readonly Role[] | 'holder' | 'named';
  /** What is answered for somebody with this trait; a trait that is not here is no reason. */
  readonly refused: Readonly<Partial<Record<Trait, FailureCode>>>;
  /** Makes {@link EXCUSABLE} traits no reason for admins, where the setting says so. */
  readonly exception: AdminException | null;
}

/** Break-glass accounts, guests and oneself are never among them. */
export const EXCUSABLE: readonly Trait[] = ['role', 'roleOfPart', 'roleGroup', 'restrictedUnit'];

const ENROLLERS = ['Admin', 'Operator'] as const;
const INVITERS = ['Admin', 'Operator', 'Helpdesk'] as const;
/** All that others keep away from. */
const OTHERS_TRAITS = {
  breakGlass: 'user_protected',
  guest: 'user_is_guest',
  role: 'user_protected',
  roleOfPart: 'user_protected',
  roleGroup: 'user_protected',
  restrictedUnit: 'user_protected',
} as const;
const EVERY_TRAIT = { self: 'user_is_self', ...OTHERS_TRAITS } as const;

/** What keeps even their holders away from here. */
const HANDS_OFF = { breakGlass: 'user_protected', guest: 'user_is_guest' } as const;

/** Who may do what to whom. */
export const TARGET_RULES: Readonly<Record<TargetAction, TargetRule>> = {
  enrol: { roles: ENROLLERS, refused: EVERY_TRAIT, exception: 'enrol' },
  register: { roles: ENROLLERS, refused: EVERY_TRAIT, exception: 'enrol' },
  removeKey: { roles: ENROLLERS, refused: EVERY_TRAIT, exception: 'remove' },
  showPin: { roles: ENROLLERS, refused: EVERY_TRAIT, exception: 'pin' },
  printLetter: { roles: ENROLLERS, refused: EVERY_TRAIT, exception: 'pin' },
  // Takes back a passkey of our own. Left behind with somebody who got power meanwhile, it would be theirs to lose.
  undo: { roles: ENROLLERS, refused: {}, exception: null },
  // A key that its holder registered on Microsoft's page, against the profile: theirs, unlike what `undo` takes back.
  removeForbidden: { roles: ENROLLERS, refused: EVERY_TRAIT, exception: 'remove' },
  // Somebody registers a key of their own there, and it is watched for. Entra asked them who they are.
  watchOwn: { roles: 'holder', refused: { guest: 'user_is_guest' }, exception: null },
  // Nobody is at it but our settings: whoever is protected keeps what they registered, and it is flagged.
  removeOwnForbidden: { roles: 'holder', refused: OTHERS_TRAITS, exception: null },
  // Whoever has an access pass signs in as its person. No exception: Entra's own portal is there for people with power.
  invitePerson: { roles: INVITERS, refused: EVERY_TRAIT, exception: null },
  issuePass: { roles: ENROLLERS, refused: EVERY_TRAIT, exception: null },
  showPass: { roles: ENROLLERS, refused: EVERY_TRAIT, exception: null },
  handOverPass: { roles: 'named', refused: EVERY_TRAIT, exception: null },
  // By an invitation. Who signed in may be whoever saw the pass: it ends where the person got power since.
  enrolOwn: { roles: 'holder', refused: OTHERS_TRAITS, exception: null },
  registerOwn: { roles: 'holder', refused: OTHERS_TRAITS, exception: null },
  removeOwnKey: { roles: 'holder', refused: OTHERS_TRAITS, exception: null },
  // On *My keys*, after a fresh sign-in. Power is no reason: it is less with each of them, and who lost a key is not kept from saying so.
  takeAwayOwn: { roles: 'holder', refused: HANDS_OFF, exception: null },
  loseOwn: { roles: 'holder', refused: HANDS_OFF, exception: null },
  disownOwn: { roles: 'holder', refused: HANDS_OFF, exception: null },
  renameOwn: { roles: 'holder', refused: HANDS_OFF, exception: null },
  // Takes power away, also from those who have most of it.
  suspend: { roles: ['Admin'], refused: { self: 'user_is_self' }, exception: null },
};

/** Whether operators and their areas have to do with it: not with what people do for themselves, or for whom they manage. */
export function isForOperators(action: TargetAction): boolean {
  return typeof TARGET_RULES[action].roles !== 'string';
}
