import type { FailureWords } from './failureWords.ts';

/** Failures of what needs another person's approval: they come up where one can be asked for, and later in the audit. */
export const approvalFailureMessages = {
  approval_needed: {
    title: 'Another administrator has to approve this',
    cause: 'Your organisation wants two people for it. Nothing was done.',
    next: 'Ask for approval where you did it, one at a time. Once somebody else has approved, go on there.',
  },
  approval_not_yours: {
    title: 'This approval is not yours',
    cause: 'Who asks cannot decide, and only who asked can use what was approved.',
    next: 'Have another administrator decide, or ask for an approval of your own.',
  },
  approval_changed: {
    title: 'Something else was approved',
    cause: 'The person, the profile, the key or the change is not what it was. Nothing was done.',
    next: 'Look at it as it is now and ask again.',
  },
  approval_expired: {
    title: 'The approval came too late',
    cause: 'It can be decided for half an hour, and used for half an hour after that.',
    next: 'Ask again, best while somebody is there to decide.',
  },
  approval_used: {
    title: 'This approval was used already',
    cause:
      'Each one is for one time. What it was for may have been done: look before you ask again.',
    next: 'Ask for another approval if it has to be done once more.',
  },
} as const satisfies Record<string, FailureWords>;
