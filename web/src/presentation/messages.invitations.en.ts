import type { InvitationState } from '#shared/api/invitations.ts';
import { digits, plural } from './numbers.en.ts';

const minutes = (count: number) =>
  count % 60 === 0
    ? `${digits(count / 60)} h`
    : `${digits(count)} ${plural(count, 'minute', 'minutes')}`;

/** Words of *Invitations*, and of access passes that managers hand over. */
export const invitationMessages = {
  title: 'Invitations',
  intro:
    'Colleagues far away enrol their key themselves: they get a mail with the address of the page, and from you or their manager an access pass that signs them in once.',
  invite: 'Invite people',
  loading: 'Reading the invitations…',
  caption: 'Invitations, newest first',
  emptyTitle: 'Nobody is invited yet',
  emptyText: 'Send a blank key by post, then invite its holder to enrol it where they are.',
  noMail: 'No mail goes out from here',
  noMailText: (address: string) => `Tell the people you invite to open ${address}`,
  states: {
    invited: 'Invited',
    opened: 'Opened the page',
    signedIn: 'Signed in',
    keySeen: 'Key plugged in',
    enrolled: 'Enrolled',
    expired: 'Expired',
    cancelled: 'Cancelled',
  } satisfies Record<InvitationState, string>,
  until: 'Ends',
  by: 'Invited by',
  profile: 'Profile',
  serial: (serial: string) => `Key ${serial}`,
  aaguid: (aaguid: string) => `Model ${aaguid}`,
  anyKey: 'Any key',
  onMicrosoftPage: 'Registered by its holder on Microsoft’s page; nobody has tried it out here.',
  serialUnchecked: 'The serial number of the key could not be checked by this way.',
  reached: (state: string) => `How far they got: ${state}`,
  stoppedBy: (why: string) => `Their last try stopped: ${why}`,
  pass: 'Access pass',
  passStates: {
    issuing: 'Being issued…',
    lost: 'Lost: Entra’s answer did not arrive, so nobody knows it. Issue another one.',
    toShow: 'Not seen yet',
    shown: 'Seen',
    deleting: 'Being deleted in Entra; until then it may still work',
    over: 'Over',
    none: 'None',
  },
  passFor: (name: string) => `for ${name}`,
  passUntil: 'ends',
  passFrom: 'begins',
  show: 'Show the access pass…',
  remind: 'Remind',
  reminded: (name: string) => `${name} gets the mail again.`,
  issueAgain: 'Issue another pass…',
  cancel: 'Cancel…',
  actionsFor: (name: string) => `For ${name}`,
  cancelDialog: {
    title: (name: string) => `Cancel the invitation of ${name}?`,
    text: 'Their access pass is deleted in Entra. If they are enrolling a key at this moment, that is taken back.',
    confirm: 'Cancel the invitation',
    keep: 'Keep it',
  },
  again: {
    title: (name: string) => `Another access pass for ${name}?`,
    text: 'It is shown once. The one before does not work any more then.',
    confirm: 'Issue it',
  },
  dialog: (person: string) => ({
    confirmTitle: `Show the access pass of ${person}?`,
    confirmText: `It is shown once, for 30 seconds, and never again. Have ${person} on the phone or before you, and make sure that it is them: whoever has the pass can sign in as them.`,
    title: `The access pass of ${person}`,
    next: () =>
      `Tell it to ${person}, letter by letter; capitals and small letters differ. Do not write it into a mail or a chat.`,
    hiddenText: 'It was shown once and is not kept here. If it was not caught, issue another one.',
    hidden: 'The access pass is hidden again',
    unseen: 'The access pass was not shown',
    spelled: (pass: string) => `Access pass: ${[...pass].join(' ')}`,
  }),

  newTitle: 'Invite people',
  newIntro:
    'Choose who, how their key is set up and how long they have. What the tenant would refuse is said before anything is sent.',
  who: 'Who',
  listLabel: 'Or a list',
  listHelp:
    'User names or mail addresses, one a line, or CSV with a column for the serial number of the key that each of them got.',
  listPlaceholder: 'userPrincipalName,serialNumber\nadele.vance@contoso.example,20481216',
  addList: 'Add to the list',
  leftOut: (count: number) =>
    plural(count, 'One line was left out: it names nobody', `${digits(count)} lines were left out`),
  line: (line: number, text: string) => `Line ${digits(line)}: ${text}`,
  tooMany: (most: number) => `At most ${digits(most)} at a time: take some off the list.`,
  remove: (name: string) => `Remove ${name}`,
  lookingUp: 'Looking them up…',
  ready: 'Ready',
  how: 'How',
  serialLabel: 'Serial number of their key',
  serialHelp: 'Optional. No other key is taken then.',
  aaguidLabel: 'Model of the key (AAGUID)',
  aaguidHelp: 'Optional. No other model is taken then.',
  aaguidBad: 'A model id looks like 2fc0579f-8113-47ea-b116-bb5a8db9202a.',
  serialBad: 'Letters, digits and hyphens, at most 40.',
  messageLabel: 'A word to them',
  messageHelp: 'Optional. One paragraph of plain text, in the mail and on their page.',
  expires: 'They have',
  days: (days: number) => plural(days, '1 day', `${digits(days)} days`),
  passStart: 'The access pass works from',
  passStartHelp: 'Empty: at once. It has to be used within its lifetime.',
  passLifetime: 'For how many minutes',
  lifetimeHelp: (least: number, most: number, usual: number) =>
    `The tenant’s policy allows ${minutes(least)} to ${minutes(most)}; empty: ${minutes(usual)}.`,
  lifetimeUnknown: 'Empty: as the tenant’s policy says.',
  passTo: {
    operator: 'The access pass is shown to you, once, to be told in a call or in person.',
    manager: 'The access pass is shown to each person’s manager, once. They get a mail about it.',
  },
  checking: 'Asking the tenant…',
  checkedOk: (count: number) =>
    plural(count, 'This person can be invited.', `All ${digits(count)} can be invited.`),
  checkedSome: (ready: number, all: number) => `${digits(ready)} of ${digits(all)} can be invited.`,
  replace: 'Replace access passes that work now',
  replaceHelp: 'The one that they have is deleted. Tick it only if nobody needs it.',
  send: (count: number) => `Invite ${digits(count)} ${plural(count, 'person', 'people')}`,
  sending: (done: number, all: number) => `${digits(done)} of ${digits(all)}`,
  notSent: (count: number) =>
    plural(
      count,
      'One person could not be invited',
      `${digits(count)} people could not be invited`,
    ),

  myPassesTitle: 'Access passes for your people',
  myPassText: 'They sign in with it once, to enrol a security key.',
} as const;
