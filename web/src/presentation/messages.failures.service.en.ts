import type { FailureWords } from './failureWords.ts';

/** Failures of the registration, the tenant, Microsoft Graph and our own backend. */
export const serviceFailureMessages = {
  ceremony_invalid: {
    title: 'The registration does not add up',
    cause: 'What the key signed is not what it was asked for, so it was not sent to Entra.',
    next: 'Try again. If it happens again, use another key and show the details to support.',
  },
  challenge_expired: {
    title: 'The time for the registration ran out',
    cause: 'Entra waits for an answer for a few minutes only.',
    next: 'Entra was asked anew by itself: touch the key when it blinks. If the enrolment has ended, start it again.',
  },
  attestation_required: {
    title: 'Entra wants to know the model of this key',
    cause: 'The tenant takes only keys that prove their make and model, and this one does not.',
    next: 'Use a key that your organisation allows.',
  },
  attestation_untrusted: {
    title: 'The maker of this key is not trusted here',
    cause: 'Its certificate does not lead to a maker that was accepted.',
    next: 'Use a key that your organisation allows, or ask an administrator to accept this maker.',
  },
  model_not_allowed: {
    title: 'This model is not allowed',
    cause: 'The tenant’s passkey policy, or the profile, lists the models that may be used.',
    next: 'Use a key of a listed model.',
  },
  way_not_accepted: {
    title: 'The profile does not take this way',
    cause: 'It asks for something that only another way can do, or its editor left this one out.',
    next: 'Choose another way or another profile.',
  },
  way_cannot_remove: {
    title: 'The passkey cannot be removed from the key here',
    cause: 'Browsers make passkeys but do not remove them.',
    next: 'Erase the key before somebody else gets it. The passkey opens nothing.',
  },
  no_new_key: {
    title: 'No new key appeared',
    cause: 'Nothing was registered on Microsoft’s page in time.',
    next: 'Begin again when the key is at hand.',
  },
  user_not_found: {
    title: 'This person is not in the directory',
    cause: 'The account was deleted, or the search is out of date.',
    next: 'Search for the person again.',
  },
  user_disabled: {
    title: 'This account is switched off',
    cause: 'A key for it could not be used to sign in.',
    next: 'Have the account switched on first.',
  },
  user_is_guest: {
    title: 'This person is a guest',
    cause: 'Guests sign in at their own organisation, and keys are enrolled there.',
    next: 'Choose a member of this organisation.',
  },
  user_protected: {
    title: 'This person has power over the directory',
    cause:
      'They have an administrator role in Entra, or are in or own a group that may have one. Who holds their key holds that power.',
    next: 'Leave them out, or have an Admin do it where the settings allow that.',
  },
  user_protection_unknown: {
    title: 'Nobody can tell whether they are an administrator',
    cause: 'Entra does not let this service read who has a role.',
    next: 'Have the service allowed to read directory roles, then check again.',
  },
  user_is_self: {
    title: 'This is you',
    cause: 'Nobody does this for themself.',
    next: 'Ask a colleague.',
  },
  user_out_of_scope: {
    title: 'This person is not in your area',
    cause: 'You may act for certain groups or units only.',
    next: 'Ask a colleague whose area it is.',
  },
  user_outside_passkey_policy: {
    title: 'Passkeys are not allowed for this person',
    cause:
      'They are in none of the groups that the passkey policy includes, or in one it excludes.',
    next: 'Have the person added to a group that may use passkeys.',
  },
  self_service_off: {
    title: 'The tenant has self-service set-up switched off',
    cause: 'While it is off, Entra takes no new security keys for anyone.',
    next: 'Have self-service set-up switched on in the passkey policy.',
  },
  passkeys_disabled: {
    title: 'Passkeys are switched off in this tenant',
    cause: 'The passkey method is not enabled.',
    next: 'Have an administrator enable passkeys in the authentication methods.',
  },
  too_many_passkeys: {
    title: 'This person has as many passkeys as Entra allows',
    cause: 'There is no place for another one.',
    next: 'Remove one that is no longer used, then try again.',
  },
  passkey_exists: {
    title: 'This passkey is registered already',
    cause: 'Entra has it for this person.',
    next: 'Look at the person’s list. There may be nothing left to do.',
  },
  graph_unauthorized: {
    title: 'Entra does not accept this service’s sign-in',
    cause: 'Its certificate or identity was refused.',
    next: 'Have an administrator check how the service signs in to Entra.',
  },
  graph_forbidden: {
    title: 'This service may not do that in Entra',
    cause: 'A permission is missing, or the person has a role that protects their account.',
    next: 'Have an administrator check the service’s permissions.',
  },
  graph_not_found: {
    title: 'Entra no longer knows this entry',
    cause: 'It was removed in the meantime.',
    next: 'Look at the person’s list again and start anew if needed.',
  },
  graph_method_not_allowed: {
    title: 'Entra does not offer this here',
    cause: 'This tenant or cloud does not have the function that was called.',
    next: 'Show the details to support.',
  },
  graph_conflict: {
    title: 'Entra says that this is there already',
    cause: 'Something else changed the same entry at the same time.',
    next: 'Look at the person’s list, then try again.',
  },
  graph_bad_request: {
    title: 'Entra did not accept the registration',
    cause: 'It found something in the request that it does not take.',
    next: 'Try again with this key. If it happens again, show the details to support.',
  },
  graph_throttled: {
    title: 'Entra asks to slow down',
    cause: 'Microsoft takes only so many requests at a time, and there are more of them now.',
    next: 'Wait a moment. The work goes on by itself where it can; nothing is lost.',
  },
  graph_unavailable: {
    title: 'Entra does not answer',
    cause: 'The directory is not available at the moment.',
    next: 'Wait a moment and try again. What was done is kept.',
  },
  graph_outcome_unknown: {
    title: 'It is not certain yet whether Entra has the key',
    cause: 'The connection ended before the answer came.',
    next: 'Keep the key at hand. It is looked up before anything is sent again.',
  },
  graph_response_invalid: {
    title: 'Entra’s answer makes no sense',
    cause: 'Something needed was missing in it.',
    next: 'Try again. If it happens again, show the details to support.',
  },
  removals_limited: {
    title: 'The old key is still there',
    cause:
      'Only so many old keys are removed for one operator in a minute and in a day, so that a mistake cannot take many people’s keys. The new key works.',
    next: 'Nothing, if the enrolment goes on by itself in a minute. Else ask an administrator to remove the old key in Entra.',
  },
  enrolments_limited: {
    title: 'You have begun very many enrolments',
    cause:
      'Only so many are begun by one operator in a minute and in a day, so that a stolen sign-in cannot give out many keys. Nothing was changed.',
    next: 'Wait a minute and try again. If it lasts, let a colleague go on, or ask an administrator to raise the limit.',
  },
  person_enrolments_limited: {
    title: 'Very many enrolments were begun for this person',
    cause: 'Only so many are begun for one person in a day, whoever does it. Nothing was changed.',
    next: 'Try again tomorrow. If you do not know why there were so many, tell an administrator.',
  },
  session_missing: {
    title: 'You are not signed in',
    cause: 'This page needs to know who you are.',
    next: 'Sign in.',
  },
  session_expired: {
    title: 'Your sign-in has run out',
    cause: 'For safety it lasts for a limited time.',
    next: 'Sign in again. Enrolments that were begun go on where they stopped.',
  },
  session_step_up: {
    title: 'Sign in again first',
    cause: 'This needs a sign-in that is more recent or stronger than yours.',
    next: 'Repeat it, and sign in again when you are asked to.',
  },
  session_forbidden: {
    title: 'You may not use this',
    cause: 'Your account does not have the role that this page needs.',
    next: 'Ask an administrator for the role, then sign in again.',
  },
  operator_suspended: {
    title: 'You are suspended',
    cause: 'An administrator has stopped you from beginning enrolments. What is under way goes on.',
    next: 'Unplug this key, nothing on it was changed, and talk to an administrator.',
  },
  request_invalid: {
    title: 'The request was not understood',
    cause: 'This page and the service do not agree on a detail.',
    next: 'Reload the page. If it happens again, show the details to support.',
  },
  not_found: {
    title: 'This is not there',
    cause: 'It was removed, or the address is wrong.',
    next: 'Go back and look again.',
  },
  conflict: {
    title: 'This is being worked on already',
    cause:
      'A key is being enrolled for this person, by somebody else or in another way, or another window changed the same entry.',
    next: 'Finish or cancel the enrolment that is open, then try again.',
  },
  key_looks_used: {
    title: 'This may be a key that was used here',
    cause:
      'It has a PIN and no serial number, and somebody of this batch has one just like it. Nothing on it was changed.',
    next: 'Unplug it if it is theirs. If you are sure that it is another one, say so: you are asked again before it is erased.',
  },
  profile_retired: {
    title: 'This profile is no longer in use',
    cause: 'An administrator has retired it. Enrolments that began with it go on as they are.',
    next: 'Reload the page and choose another way to set the key up.',
  },
  profile_changed: {
    title: 'This profile was changed meanwhile',
    cause:
      'An administrator made a new version of it after you opened this page. Nothing was begun.',
    next: 'The new version is shown now: look at it, then go on.',
  },
  stale_step: {
    title: 'This step was done already',
    cause: 'Another window, or an earlier try, got there first.',
    next: 'Wait a moment. The page catches up by itself.',
  },
  pin_session_lost: {
    title: 'The key has to be read again',
    cause: 'The service no longer shares an encrypted connection with it.',
    next: 'Try again. If it happens again, pull the key out and plug it in.',
  },
  idempotency_mismatch: {
    title: 'The request was sent twice with different contents',
    cause: 'The service knows this request already, with other contents, and did nothing.',
    next: 'Reload the page and look at how it stands now.',
  },
  rate_limited: {
    title: 'Too many requests',
    cause: 'There were more requests in a short time than the service takes from one person.',
    next: 'Wait a minute. The work goes on by itself where it can.',
  },
  backend_unreachable: {
    title: 'The service does not answer',
    cause: 'The connection to it is broken, or it is being restarted.',
    next: 'Leave the key plugged in. The page keeps trying and goes on by itself.',
  },
  database_unavailable: {
    title: 'The service cannot reach its records',
    cause: 'Nothing is done without writing it down first.',
    next: 'Leave the key plugged in. The page keeps trying and goes on by itself.',
  },
  audit_unavailable: {
    title: 'The audit record cannot be written',
    cause: 'Nothing is done that could not be accounted for.',
    next: 'Wait a moment. If it stays like this, tell an administrator.',
  },
  database_restored: {
    title: 'The service’s records are older than they were',
    cause:
      'Its database was put back to an earlier state, which does not say what is on keys and in Entra by now.',
    next: 'Tell an administrator. Once they have accepted what was lost, enrolments that were open have ended and can be begun anew.',
  },
  escrow_unreadable: {
    title: 'The sealed PIN cannot be opened',
    cause: 'The secret it was sealed with is not the one the service has now.',
    next: 'Have an administrator check the service’s settings. The key can be reset and enrolled again.',
  },
  internal: {
    title: 'Something went wrong here',
    cause: 'This is a fault of the page or of the service, not of the key.',
    next: 'Try again. If it happens again, show the details to support.',
  },
} as const satisfies Record<string, FailureWords>;
