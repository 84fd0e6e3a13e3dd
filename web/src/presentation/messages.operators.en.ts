/** Words of *Operators*: who is suspended here. */
export const operatorMessages = {
  title: 'Operators',
  intro:
    'Suspend an operator, and from that moment they begin no enrolment, alone or in a batch. What is under way goes on to its end. Their role in Entra stays: take it away there.',
  find: 'Suspend somebody',
  now: 'Suspended now',
  loading: 'Reading who is suspended…',
  nobody: 'Nobody is suspended',
  nobodyText: 'Whoever you suspend stands here until you let them back.',
  ask: (name: string) => `Suspend ${name}?`,
  askText:
    'They begin no enrolment until an administrator lets them back. The audit says who suspended them, and when.',
  askSelf: 'This is you. You can let yourself back on this page.',
  yes: 'Suspend',
  letBack: 'Let back',
  isSuspended: (name: string) => `${name} is suspended.`,
  isBack: (name: string) => `${name} can begin enrolments again.`,
  by: 'by',
  close: 'Close',
  cancel: 'Cancel',
} as const;
