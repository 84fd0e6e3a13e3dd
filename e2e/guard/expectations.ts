/**
 * Who may do what to whom, written by hand from what is promised (docs/permissions.md) and not from the rules of the code. In a
 * cell are those for whom it works: A Admin, O Operator, H Helpdesk, U Auditor, M a member without a role, G a guest account
 * with the role of an operator; a dash is nobody. Passes of `invite` go to managers, those of `showPass` to who issued them. The last
 * four are about one's own keys.
 */
const TABLE = `
target                look start next register removeOldKey undo showPin letter letters suspend scope revealOwn invite issuePass showPass takeAway lose   disown rename
plain                 AOHU AO    AO   AO       AO           AO   AO      AO     AO      A       A     -           AOH    AO        AO        -        -      -      -
readerActive          AOHU AO    AO   AO       AO           AO   AO      AO     AO      A       A     -           AOH    AO        AO        -        -      -      -
readerEligible        AOHU AO    AO   AO       AO           AO   AO      AO     AO      A       A     -           AOH    AO        AO        -        -      -      -
authenticationAdmin   AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
passwordAdminEligible AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
globalAdmin           AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
globalAdminEligible   AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
roleThroughGroup      AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
eligibleThroughGroup  AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
roleOfUnit            AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
unknownRole           AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
roleGroupMember       AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
roleGroupOwner        AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
roleGroupEligible     AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
restrictedUnit        AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
breakGlass            AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
guest                 AOHU -     -    -        -            AO   -       -      -       A       A     -           -      -         -        -        -      -      -
self                  AOHU -     -    -        -            AO   -       -      -       -       -     AOHUMG      -      -         -         AOHUMG   AOHUMG AOHUMG AOHUMG
`;

export const ACTIONS = [
  'look',
  'start',
  'next',
  'register',
  'removeOldKey',
  'undo',
  'showPin',
  'letter',
  'letters',
  'suspend',
  'scope',
  'revealOwn',
  'invite',
  'issuePass',
  'showPass',
  'takeAway',
  'lose',
  'disown',
  'rename',
] as const;
export type TestedAction = (typeof ACTIONS)[number];

export const CALLERS = {
  A: 'Admin',
  O: 'Operator',
  H: 'Helpdesk',
  U: 'Auditor',
  M: 'member',
  G: 'guestOperator',
} as const;
export type CallerLetter = keyof typeof CALLERS;

/** One row: a kind of person, and for each action who may do it. */
export interface ExpectedRow {
  readonly target: string;
  readonly may: Readonly<Record<TestedAction, string>>;
}

function rowOf(line: string): ExpectedRow {
  const [target = '', ...cells] = line.trim().split(/\s+/);
  if (cells.length !== ACTIONS.length) throw new TypeError(`${target} has ${cells.length} cells`);
  const may = Object.fromEntries(ACTIONS.map((action, index) => [action, cells[index] ?? '']));
  return { target, may: may as Record<TestedAction, string> };
}

export const EXPECTED: readonly ExpectedRow[] = TABLE.trim().split('\n').slice(1).map(rowOf);
