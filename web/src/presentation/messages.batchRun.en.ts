import { digits, plural } from './numbers.en.ts';

/** Words of batches: lists of people who get keys, one after another or several at once. */
export const batchRunMessages = {
  title: 'Batch',
  intro:
    'A list of people who get keys. Start it at a station: then only plug in, touch and unplug. Any station can carry it on.',
  newBatch: 'New batch',
  loading: 'Reading the batches…',
  loadingOne: 'Reading the batch…',
  loadingPeople: 'Reading the people…',
  emptyTitle: 'No batch yet',
  emptyText: 'Choose the people, see who is ready, choose a profile, and start.',
  caption: 'Batches, the newest first',
  name: 'Name',
  progress: 'Done',
  profile: 'Profile',
  back: 'All batches',

  settings: 'How they get their keys',
  nameHelp: 'So that you find it again.',
  nameOfToday: (day: string) => `Keys of ${day}`,
  whichKey: 'Which key is for whom',
  resetsConfirmed: 'Erase used keys without asking for each',
  resetsConfirmedHelp:
    'Only keys that are plugged in after Start, whose PIN nobody knows and that are nobody’s here. Every passkey on them is lost.',
  challenge: 'How long a key may wait for its touch',
  challengeHelp:
    'Later it asks Entra again and wants a second touch. More than five minutes goes by a preview of Microsoft Graph, for stations whose connection comes and goes.',
  duration: (minutes: number) =>
    minutes < 60
      ? `${digits(minutes)} minutes`
      : minutes < 1440
        ? plural(minutes / 60, '1 hour', `${digits(minutes / 60)} hours`)
        : plural(minutes / 1440, '1 day', `${digits(minutes / 1440)} days`),
  mayWait: (duration: string) => `a key may wait ${duration} for its touch`,
  touchUntil: (time: string) => `Touch it until ${time}. Later it wants a second touch.`,
  make: (count: number) => `Make a batch of ${digits(count)} ${plural(count, 'person', 'people')}`,
  making: (told: number, all: number) => `${digits(told)} of ${digits(all)} people taken in`,

  leftOutTitle: (count: number) =>
    plural(count, '1 person is not in the batch', `${digits(count)} people are not in the batch`),
  leftOutUnknown: 'not in the directory any more',
  leftOutSerial: 'their key is somebody else’s in this batch',
  leftOutMore: (count: number) => `and ${digits(count)} more`,
  goToBatch: 'Go to the batch',

  states: {
    ready: 'Not started',
    running: 'Running',
    paused: 'Paused',
    stopping: 'Ending',
    ended: 'Ended',
  },
  assignment: {
    next: 'The next key is for the next person',
    serials: 'Each person has a key of their own',
    pick: 'You say for whom each key is',
  },

  noSerial: (count: number) =>
    `${plural(count, '1 person has', `${digits(count)} people have`)} no key on the list. Add its serial number there, or choose another way.`,

  start: 'Start here',
  startHint: {
    next: 'From then on each key that you plug in is for the next person, without another question.',
    serials:
      'From then on each key that you plug in is set up for the person whose key it is, without another question.',
    pick: 'From then on you say for whom it is of each key that you plug in.',
  },
  startHeld: 'Keys that are plugged in already are left alone until you say so.',
  startErases: 'Keys that carry a PIN are erased first: every passkey on them is lost.',
  startTitle: 'Start the batch at this station?',
  startYes: 'Start',
  close: 'Close',
  cancel: 'Cancel',
  stopHere: 'Stop here',
  pause: 'Pause',
  resume: 'Resume',
  end: 'Stop after this',
  endTitle: 'End this batch?',
  endText: (waiting: number) =>
    `What is under way is finished. ${plural(waiting, '1 person who still waits gets', `${digits(waiting)} people who still wait get`)} no key from this batch. An ended batch cannot be started again.`,
  endYes: 'End the batch',
  retryFailed: (count: number) => `Try ${digits(count)} again`,
  results: 'Results',
  resultsFull: 'Everything, as CSV',
  resultsScripts: 'In the columns of the Yubico scripts, as CSV',
  printSummary: 'Print a summary',
  letters: 'Letters with PINs…',
  lettersTitle: 'Print the letters with the PINs of this batch?',
  lettersText:
    'Each letter is made once and never again, at most 50 in a file. The file is saved to this computer as a PDF, and it is written down that you made it.',
  lettersMake: 'Make the letters',
  lettersSavedTitle: (count: number) =>
    plural(count, '1 letter is saved', `${digits(count)} letters are saved`),
  lettersSavedText: (fileName: string) =>
    `Look for ${fileName} among the downloads. Print it, fold and seal each letter, then delete the file and empty the bin.`,
  lettersLeft: (count: number) =>
    plural(count, '1 more letter is to be made.', `${digits(count)} more letters are to be made.`),
  lettersNext: 'Make the next letters',
  lettersSaveAgain: 'Save them again',
  lettersDone: 'Printed and deleted',
  lettersNoneTitle: 'No letter to print',
  lettersNone:
    'Every letter of who is done was printed already. One is there as soon as the next person is done.',

  glance: 'Large',
  glanceHint: 'State words to be read from two metres away',
  sound: 'Sound',
  soundHint: 'A tone when a key wants to be touched, is done, stopped, or cannot be used',

  atWork: 'Plug keys in',
  atWorkHint: 'Several at once, if you have a hub. Each is for the next person.',
  atWorkSerials: 'Several at once, if you have a hub. Each goes to the person whose key it is.',
  atWorkPick: 'Then say for whom each is.',
  notAtWork: 'This station is not at work on the batch',
  notAtWorkHint: 'Press Start here, then plug keys in.',
  waitingElsewhere: 'It was paused. Resume it here, or wait.',
  isEnding: 'This batch is ending',
  isEndingHint: 'What is under way is finished. No other key gets a person.',
  hasEnded: 'This batch has ended',
  allDone: 'Nobody waits for a key any more',
  allDoneHint: 'Try again those who failed, or end the batch.',

  counts: {
    waiting: 'waiting',
    claimed: 'starting',
    underWay: 'under way',
    done: 'done',
    failed: 'failed',
    skipped: 'skipped',
  },
  ofAll: (done: number, all: number) => `${digits(done)} of ${digits(all)} done`,
  keysPerHour: (count: number) => `${digits(count)} keys per hour`,
  endsAt: (time: string) => `at this pace until ${time}`,
  madeBy: 'Made by',
  startedAt: (time: string) => `started ${time}`,
  endedAt: (time: string) => `ended ${time}`,
  handsPerKey: (count: string) => `${count} actions of yours for each key`,

  offer: {
    held: 'Not touched',
    heldHint: 'It was plugged in before, or has been used. Nothing happens to it until you say so.',
    useAnyway: 'Use this key',
    askAgain: 'Ask again',
    anotherKey: 'It is another key',
    unassigned: 'For whom?',
    unassignedHint: 'Choose the person who gets this key.',
    offering: 'Finding its person',
    later: 'Waiting',
    laterHint: 'It is tried again by itself.',
    refused: 'Not used',
    idle: 'Ready',
  },
  pickPerson: 'Person',
  pickPlaceholder: 'Name or user name',
  pickHelp: 'Those who wait for a key.',
  pickNone: 'Nobody of this name waits for a key.',
  pickClear: 'Clear',

  people: 'People',
  peopleCaption: 'People of the batch, in order',
  position: 'No.',
  person: 'Person',
  key: 'Key',
  status: 'Status',
  withoutSerial: 'no serial',
  assigned: (serial: string) => `for ${serial}`,
  all: 'All',
  find: 'Find somebody',
  findPlaceholder: 'Name or user principal name',
  onlyFound: (text: string) => `Only who has “${text}” in their name`,
  onlyThese: (state: string, count: number) => `Only: ${state}, ${digits(count)}`,
  nobody: 'Nobody here.',
  more: 'Show more',
  skip: 'Skip',
  skipTitle: (name: string) => `Leave ${name} out?`,
  skipReason: 'Why',
  skipHelp: 'Shown in the results. They can wait again later.',
  skipYes: 'Skip',
  retry: 'Try again',
  oldKeysKept: (count: number) =>
    plural(count, '1 old passkey was kept', `${digits(count)} old passkeys were kept`),
  personStates: {
    waiting: 'Waiting',
    claimed: 'Starting',
    underWay: 'Under way',
    done: 'Done',
    failed: 'Failed',
    skipped: 'Skipped',
  },
} as const;
