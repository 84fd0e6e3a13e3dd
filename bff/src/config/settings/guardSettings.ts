import type { Setting } from '#bff/config/setting.ts';
import * as schemas from '#bff/config/settingSchemas.ts';

/** Who may do what to whom, and how much of it. */
export const guardSettings = {
  ELIGIBLE_ROLES: {
    meaning:
      'Whether roles and group memberships that people can switch on for a time (PIM) protect them: `read`, or `none` for a tenant without the licence, where Graph refuses the question and with it everything.',
    expects: '`read` or `none`',
    default: 'read',
    schema: schemas.eligibleRoles,
  },
  BREAK_GLASS_IDS: {
    meaning:
      'Object ids of accounts that nobody may do anything to from here, separated by commas: your break-glass accounts.',
    expects: 'at most 100 GUIDs, separated by commas',
    schema: schemas.guidList,
  },
  ADMINS_MAY_FOR_PROTECTED: {
    meaning:
      'What an Admin may do for people who have power in the directory, separated by commas: `enrol`, `remove` (an old key), `pin` (show or print it). Left out: nothing. Never for break-glass accounts, guests and oneself.',
    expects: '`enrol`, `remove` and `pin`, separated by commas',
    schema: schemas.adminExceptions,
  },
  APPROVALS: {
    meaning:
      'What needs the approval of another Admin before it is done, separated by commas: `protected` (what ADMINS_MAY_FOR_PROTECTED allows), `showPin` (show or print a PIN), `profiles` (add, change or retire one), `scopes` (of operators), `bulk` (remove many keys), `lastMethod` (remove the last key that works for somebody: with the word an exception can be asked for on *Remove keys*, without it there is none). Left out: nothing.',
    expects:
      '`protected`, `showPin`, `profiles`, `scopes`, `bulk` and `lastMethod`, separated by commas',
    schema: schemas.approvalKinds,
  },
  OPERATOR_SCOPES: {
    meaning:
      '`yes` limits each operator to the groups and administrative units that the page *Scopes* names for them; who has none may act for nobody. Left out: operators act for everybody who is not protected.',
    expects: '`yes` or left out',
    schema: schemas.yes,
  },
  STEP_UP: {
    meaning:
      '`on` demands a sign-in of the last ten minutes for the routes that docs/permissions.md marks, by a claims challenge.',
    expects: '`on` or `off`',
    default: 'off',
    schema: schemas.onOff,
  },
  STEP_UP_CONTEXT: {
    meaning:
      'Authentication context that STEP_UP demands as well, such as `c1`: bind a Conditional Access policy to it, or Entra gives it to everybody.',
    expects: '`c1` to `c99`, with KEYWRIGHT_STEP_UP=on',
    schema: schemas.authenticationContext,
  },
  MAXIMUM_PASSKEYS: {
    meaning:
      'How many passkeys a person may have; Entra refuses more than its own limit, seen to be 10.',
    expects: 'a whole number from 1 to 100',
    default: '10',
    schema: schemas.wholeNumber(1, 100),
  },
  REMOVALS_PER_MINUTE: {
    meaning:
      'How many keys may be removed for one operator in any minute: old ones where a profile removes them, and many at a time. What is over it waits.',
    expects: 'a whole number from 1 to 1000',
    default: '10',
    schema: schemas.wholeNumber(1, 1_000),
  },
  REMOVALS_PER_DAY: {
    meaning:
      'The same in any 24 hours. What is over it is kept and named in the results, for somebody to remove by hand; 0 removes none.',
    expects: 'a whole number from 0 to 100000',
    default: '50',
    schema: schemas.wholeNumber(0, 100_000),
  },
  BULK_REMOVAL_DELAY_SECONDS: {
    meaning:
      'How long after its start a removal of many keys begins: time in which anybody with the role can stop it.',
    expects: 'a whole number from 1 to 86400',
    default: '900',
    schema: schemas.wholeNumber(1, 86_400),
  },
  ENROLMENTS_PER_MINUTE: {
    meaning:
      'How many enrolments one operator may begin in any minute, alone and in batches, over all backends. What is over it is refused and told when to come again.',
    expects: 'a whole number from 1 to 10000',
    default: '60',
    schema: schemas.wholeNumber(1, 10_000),
  },
  ENROLMENTS_PER_DAY: {
    meaning: 'The same in any 24 hours.',
    expects: 'a whole number from 1 to 100000',
    default: '2000',
    schema: schemas.wholeNumber(1, 100_000),
  },
  ENROLMENTS_PER_PERSON: {
    meaning:
      'How many enrolments may be begun for one person in any 24 hours, by whichever operators. What people begin for themselves has limits of its own.',
    expects: 'a whole number from 1 to 1000',
    default: '20',
    schema: schemas.wholeNumber(1, 1_000),
  },
} as const satisfies Record<string, Setting>;
