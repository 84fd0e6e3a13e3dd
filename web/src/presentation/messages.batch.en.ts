import type { FailureCode } from '#shared/failure/codes.ts';
import type { RowProblem } from '#shared/people/readPeopleRows.ts';
import { digits, plural } from './numbers.en.ts';

const people = (value: number) => `${digits(value)} ${plural(value, 'person', 'people')}`;

/** Why somebody is not ready, in the few words that fit a row. */
const shortReasons: Partial<Record<FailureCode, string>> = {
  user_not_found: 'Not in the directory',
  user_ambiguous: 'Two people have this mail address',
  user_disabled: 'Account switched off',
  user_is_guest: 'Guest',
  user_outside_passkey_policy: 'Outside the passkey policy',
  self_service_off: 'Self-service set-up is off',
  passkeys_disabled: 'Passkeys are off in the tenant',
  too_many_passkeys: 'No place for another passkey',
  user_protected: 'Administrator, protected',
  user_protection_unknown: 'Protection not known',
  user_is_self: 'Yourself',
};

const rowProblems: Readonly<Record<RowProblem, string>> = {
  nobody_named: 'names nobody. Write a user principal name, a mail address or an object id.',
  several_named: 'names several people. Give each a line, or add a heading such as “upn”.',
  serial_malformed: 'has a serial number that cannot be one.',
  serial_repeated: 'gives a key that somebody else has on this list.',
  second_serial: 'gives a second key to somebody on this list.',
};

/** Words of *Batch* and of choosing its people. */
export const batchMessages = {
  title: 'Batch',
  newTitle: 'New batch: people',
  newIntro: 'Add people in any of these ways. Everybody is checked as they come in.',
  ways: 'Add people',
  fromGroup: 'From a group',
  fromList: 'From a list',
  oneByOne: 'One by one',
  groupLabel: 'Group',
  groupHelp: 'Words of its name, or its object id. Groups in it are opened, devices left out.',
  groupPlaceholder: 'Field staff',
  groupsFound: (value: number) => plural(value, '1 group found', `${digits(value)} groups found`),
  noGroup: (query: string) =>
    `No group is called “${query}”. Check the spelling, or paste its object id.`,
  clearSearch: 'Clear the search',
  readingGroup: (name: string, read: number, total: number | null) =>
    total === null
      ? `Reading ${name}: ${people(read)} so far`
      : `Reading ${name}: ${digits(read)} of ${people(total)}`,
  groupStopped: (name: string, read: number) => `Stopped reading ${name} after ${people(read)}`,
  groupFailed: (name: string, read: number) => `Reading ${name} stopped after ${people(read)}`,
  groupDone: (name: string, read: number, known: number) =>
    known === 0
      ? `${name}: ${people(read)} added`
      : `${name}: ${people(read - known)} added, ${digits(known)} were on the list already`,
  groupEmpty: (name: string) => `${name} has no members`,
  groupEmptyText:
    'Nobody was added. If you can see members in Entra, its membership may be hidden from this service.',
  groupOnlyOthers: (name: string) => `${name} has no people in it`,
  groupOnlyOthersText: 'Its members are devices or applications. Nobody was added.',
  listLabel: 'List of people',
  listHelp:
    'User principal names, mail addresses or object ids: one a line, or a table with a heading such as upn or email, and serial for the key of each. Lines that begin with # do not count.',
  listPlaceholder: 'adele.vance@contoso.example\nlee.gu@contoso.example',
  dropHere: 'or drop a CSV or text file here',
  dropNow: 'Drop the file to add its people',
  addCount: (value: number) => `Add ${people(value)}`,
  addNone: 'Add people',
  fileTooLarge: (name: string) => `${name} is larger than 64 MB. Split it, or leave columns out.`,
  fileUnreadable: (name: string) => `${name} could not be read.`,
  pasted: 'Your list',
  listAdded: (source: string, added: number, repeated: number) =>
    repeated === 0
      ? `${source}: ${people(added)} added`
      : `${source}: ${people(added)} added, ${digits(repeated)} named twice or on the list already`,
  leftOut: (value: number) =>
    plural(value, '1 row was left out', `${digits(value)} rows were left out`),
  wouldBeLeftOut: (value: number) =>
    plural(value, '1 row will be left out', `${digits(value)} rows will be left out`),
  leftOutMore: (value: number) => `and ${digits(value)} more`,
  rowProblem: (line: number, problem: RowProblem) => `Line ${digits(line)} ${rowProblems[problem]}`,
  encodings: {
    'utf-8': 'UTF-8',
    'utf-16le': 'UTF-16',
    'utf-16be': 'UTF-16',
    'windows-1252': 'Windows-1252',
  },
  oneHelp: 'Name or user principal name. Each one you pick is added; go on typing for the next.',
  added: 'On the list',
  checking: (done: number, total: number) => `Checked ${digits(done)} of ${people(total)}`,
  checked: (total: number) => `${people(total)}, all checked`,
  checkStopped: (open: number) => `Stopped: ${people(open)} not checked yet`,
  stop: 'Stop',
  goOn: 'Go on',
  checkAgain: 'Check these again',
  unreadNotice: (value: number) => `${people(value)} could not be checked`,
  unreadText: 'That says nothing of them, so they are left out until it works.',
  emptyTitle: 'Nobody on the list yet',
  emptyText: 'Add people above. You see here who is ready, and of the others why not.',
  noMatchTitle: 'Nobody fits',
  noMatchText: 'Choose another filter, or change the text.',
  showAll: 'Show everybody',
  filterLabel: 'Find on the list',
  filterPlaceholder: 'Name or user principal name',
  show: 'Show',
  filters: {
    all: 'Everybody',
    chosen: 'Gets a key',
    ready: 'Ready',
    hasKeys: 'Has passkeys already',
    stopped: 'Not ready',
    unread: 'Could not be checked',
    waiting: 'To be checked',
    open: 'To be looked up',
  },
  table: 'People of this batch',
  tableKeys:
    'Arrow keys move, Space selects, Shift with arrows selects more, Control and A selects all, Delete removes.',
  selectPerson: (name: string) => `Select ${name}`,
  selectAll: 'Select all in sight of the filter',
  selectNone: 'Select nobody',
  name: 'Person',
  status: 'Check',
  passkeys: 'Passkeys',
  serial: 'Key',
  remove: 'Remove',
  removePerson: (name: string) => `Remove ${name}`,
  removeSelected: (value: number) => `Remove ${people(value)}`,
  removed: (value: number) => `${people(value)} removed`,
  states: {
    open: 'To be looked up',
    waiting: 'To be checked',
    ready: 'Ready',
    unread: 'Could not be checked',
    included: 'Included on purpose',
  },
  hasKeys: (value: number) =>
    plural(value, 'Ready, has 1 passkey', `Ready, has ${digits(value)} passkeys`),
  shortReason: (code: FailureCode) => shortReasons[code] ?? null,
  andMore: (value: number) => `and ${digits(value)} more`,
  details: 'About this person',
  detailsEmpty: 'Choose a person in the list to see why they are or are not ready.',
  readyText: 'A key can be enrolled for them.',
  hasKeysText: 'A key can be enrolled for them. It is added to what they have:',
  waitingText: 'They are yet to be checked.',
  times: (what: string, value: number) => plural(value, what, `${what}, ${digits(value)} of them`),
  unknownModel: 'a passkey of no known model',
  serialLabel: 'Serial number of their key',
  serialHelp: 'Only where each person has a key of their own. Type it, or scan it from the packet.',
  serialNext: 'Keep, next person',
  serialProblems: {
    malformed: 'A serial number is 4 to 32 letters, digits and hyphens.',
    taken: 'Somebody else on this list has this key.',
  },
  include: 'Include all the same',
  leaveOut: 'Leave out again',
  includedText:
    'Included by your word. Whoever has this key can act as an administrator: hand it over in person.',
  onlyAdmin: 'An administrator of Keywright can include them.',
  open: 'Open their page',
  chosen: (value: number) => (value === 0 ? 'Nobody gets a key yet' : `${people(value)} get a key`),
  chosenOne: '1 person gets a key',
} as const;
