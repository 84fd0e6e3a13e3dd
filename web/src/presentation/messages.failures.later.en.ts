import type { FailureWords } from './failureWords.ts';

/**
 * Failures that only come up on pages which are loaded when they are opened: of batches, profiles, invitations, and of PINs
 * that are shown; and one that no running backend answers with.
 */
export const laterFailureMessages = {
  setting_invalid: {
    title: 'The service is not set up correctly',
    cause: 'One of its settings is missing or wrong.',
    next: 'Have an administrator look at the service’s start messages.',
  },
  request_too_large: {
    title: 'The request was too large',
    cause: 'More was sent than the service takes.',
    next: 'Show the details to support.',
  },
  pin_already_revealed: {
    title: 'This PIN was shown already',
    cause: 'A PIN can be shown once, to its holder only.',
    next: 'If it was not you, tell your administrator. A new PIN needs a reset of the key.',
  },
  pin_shown_elsewhere: {
    title: 'Another window is showing this PIN',
    cause:
      'It was asked for less than a minute ago from another browser or window, which has not said that it was seen.',
    next: 'Look there. If it was not you, tell your administrator at once. Otherwise wait a minute and try again.',
  },
  pin_destroyed: {
    title: 'This PIN no longer exists',
    cause: 'Nobody asked for it in time, so it was destroyed.',
    next: 'Ask your operator to set the key up again. It gets a new PIN then.',
  },
  batch_not_running: {
    title: 'The batch is not running',
    cause: 'It was paused or ended, here or at another station. Nothing on this key was changed.',
    next: 'Resume the batch, or unplug the key.',
  },
  batch_empty: {
    title: 'Nobody is waiting for a key',
    cause:
      'Everybody of this batch is done, under way, skipped or failed. Nothing on this key was changed.',
    next: 'Unplug the key. Try those who failed again, or end the batch.',
  },
  person_not_waiting: {
    title: 'This person is not waiting for a key',
    cause: 'Another station has them, or they are done. Nothing on this key was changed.',
    next: 'Choose somebody else.',
  },
  profile_name_taken: {
    title: 'Another profile has this name',
    cause: 'People choose a profile by its name, so no two in use may have the same.',
    next: 'Give it another name.',
  },
  group_not_found: {
    title: 'This group is not in the directory',
    cause: 'It was deleted, or the search is out of date.',
    next: 'Search for the group again.',
  },
  user_ambiguous: {
    title: 'Two people have this mail address',
    cause: 'Nobody can say which of them is meant.',
    next: 'Put the user principal name or the object id in its place.',
  },
  invitation_open: {
    title: 'This person is invited already',
    cause: 'They have an invitation that has not ended.',
    next: 'Look for it in the list: remind them, or issue another access pass there.',
  },
  invitation_over: {
    title: 'This invitation has ended',
    cause: 'It led to a key, was cancelled, or its time has passed.',
    next: 'Send a new invitation if one is still needed.',
  },
  profile_not_remote: {
    title: 'This profile needs an operator at the key',
    cause: 'Its PIN is told by an operator or comes by letter.',
    next: 'Choose a profile whose PIN only the holder sees, or types themself.',
  },
  manager_missing: {
    title: 'Nobody can hand the access pass over',
    cause: 'It is for the person’s manager to see, and the directory names none who could.',
    next: 'Have the manager entered in the directory, then try again.',
  },
  pass_policy_off: {
    title: 'The tenant issues no access passes',
    cause: 'The policy for Temporary Access Passes is off.',
    next: 'Ask an administrator to turn it on for the people you invite.',
  },
  pass_outside_policy: {
    title: 'The tenant’s policy gives this person no access pass',
    cause: 'The policy for Temporary Access Passes does not reach them: they could not sign in.',
    next: 'Ask an administrator to add them to one of its groups.',
  },
  pass_lifetime_refused: {
    title: 'The access pass would live too short or too long',
    cause: 'The tenant’s policy sets the shortest and the longest time.',
    next: 'Choose a time within it.',
  },
  pass_exists: {
    title: 'This person has an access pass that works',
    cause: 'A person has one at a time. A new one takes the other away.',
    next: 'Tick that it may be replaced, if nobody needs the other one.',
  },
  pass_already_shown: {
    title: 'This access pass was shown already',
    cause: 'It is shown once, and then it is not kept here any more.',
    next: 'Issue another one if it was not caught. If it was not you, tell your administrator.',
  },
  pass_shown_elsewhere: {
    title: 'Another window is showing this access pass',
    cause:
      'It was asked for less than a minute ago, and that window has not said that it was seen.',
    next: 'Look there. If it was not you, tell your administrator at once. Otherwise wait a minute and try again.',
  },
  pass_gone: {
    title: 'This access pass no longer exists',
    cause: 'Its time has ended, or the invitation has.',
    next: 'Issue another one if the invitation is still open.',
  },
  starts_limited: {
    title: 'Too many starts within an hour',
    cause: 'Five are the most, whatever came of them.',
    next: 'Wait, then start again with the right key. If you are not sure which that is, ask who invited you.',
  },
  session_window_blocked: {
    title: 'This browser did not open the window',
    cause: 'It keeps this page from opening windows.',
    next: 'Allow this page to open windows and try again, or sign in on this page instead.',
  },
  session_other_person: {
    title: 'Somebody else signed in',
    cause: 'What is on this page belongs to whoever opened it. Nothing was done.',
    next: 'Sign in as the person whose name is at the top, or sign out first.',
  },
  session_not_fresh: {
    title: 'You have to sign in again',
    cause: 'What comes next needs a sign-in of the last minutes, with your access pass or a key.',
    next: 'Sign in again here. If your access pass has been used, ask for another one.',
  },
  key_used_in_batch: {
    title: 'This key is somebody’s already',
    cause: 'It was enrolled for another person of this batch. Nothing on it was changed.',
    next: 'Unplug it, hand it to the person it is for, and plug in another one.',
  },
  key_not_assigned: {
    title: 'This key is not on the list',
    cause:
      'Each person of this batch has a key of their own, and this one’s serial number is nobody’s. Nothing on it was changed.',
    next: 'Unplug it. Plug in a key of the list, or correct the list.',
  },
  self_service_unsupported: {
    title: 'Entra does not let you register the key from here',
    cause:
      'Your organisation has it registered in your own name, and Entra does not offer that to people in your tenant yet. Nothing is lost: your invitation stays open.',
    next: 'Stop, then register the key on Microsoft’s page, where that is offered, or ask your IT department.',
  },
  key_not_expected: {
    title: 'This is not the key of the invitation',
    cause: 'It names another serial number or another model.',
    next: 'Plug in the key that was sent for it.',
  },
} as const satisfies Record<string, FailureWords>;
