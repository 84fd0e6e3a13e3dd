import type { FailureWords } from './failureWords.ts';

/** Failures of the browser, the wire and the key itself. */
export const keyFailureMessages = {
  hid_unsupported: {
    title: 'This browser cannot reach security keys',
    cause: 'It has no WebHID. Only Chrome and Edge on a computer do.',
    next: 'Open this page in Chrome or Edge on the station.',
  },
  hid_blocked: {
    title: 'The browser keeps this page away from the key',
    cause:
      'Chrome hides security keys from web pages unless the station was set up for it, or the system refused access.',
    next: 'Start the browser with the station’s own shortcut, then plug the key in again.',
  },
  device_not_chosen: {
    title: 'No key was chosen',
    cause: 'The browser’s list was closed, or it had no key to show.',
    next: 'Plug the key in and choose it. If the list stays empty, the station is not set up for security keys.',
  },
  device_removed: {
    title: 'The key was pulled out',
    cause: 'The connection to it ended before the step was done. Nothing is lost.',
    next: 'Plug the same key in again. The work goes on by itself.',
  },
  device_timeout: {
    title: 'The key does not answer',
    cause: 'It was silent for longer than any key needs.',
    next: 'Pull it out, plug it in again and try once more. If it stays silent, use another key.',
  },
  device_busy: {
    title: 'Another program is using the key',
    cause: 'The key answers one program at a time.',
    next: 'Close other windows that ask for a security key, then try again.',
  },
  cancelled: {
    title: 'Stopped',
    cause: 'The step was cancelled, here or by another program that uses the key.',
    next: 'Try again when you are ready.',
  },
  ctaphid_error: {
    title: 'The key reported a connection error',
    cause: 'A message between the browser and the key was damaged or came out of turn.',
    next: 'Pull the key out, plug it straight into the computer and try again.',
  },
  ctaphid_protocol: {
    title: 'The key’s answer was out of order',
    cause: 'What came over the wire does not follow the rules for security keys.',
    next: 'Pull the key out, plug it in again and try once more. If it happens again, use another key.',
  },
  cbor_invalid: {
    title: 'The key’s answer cannot be read',
    cause: 'It is not in the form that security keys must use.',
    next: 'Try once more. If it happens again, put this key aside and use another one.',
  },
  response_invalid: {
    title: 'An answer makes no sense',
    cause: 'Something needed was missing in it, or contradicts itself.',
    next: 'Try once more. If it happens again, show the details to support.',
  },
  crypto_invalid: {
    title: 'The key sent something unsafe',
    cause: 'Its part of the encrypted connection failed a safety check, so it was not used.',
    next: 'Put this key aside and use another one. Show the details to support.',
  },
  pin_invalid: {
    title: 'That is not the PIN of this key',
    cause: 'The key refused it and counts wrong attempts.',
    next: 'Type the PIN again. After three wrong ones the key has to be plugged in anew.',
  },
  pin_auth_blocked: {
    title: 'The key takes no more PINs for now',
    cause: 'It was given a wrong PIN three times in a row.',
    next: 'Pull it out and plug it in again. Then there is another attempt.',
  },
  pin_blocked: {
    title: 'The PIN of this key is blocked',
    cause: 'No attempt is left. The key will never take this PIN again.',
    next: 'Reset the key, which erases every passkey on it, or use another key.',
  },
  pin_auth_invalid: {
    title: 'The key did not accept the authorisation',
    cause: 'The permission taken with the PIN had run out, or was for something else.',
    next: 'Try again. A new permission is taken.',
  },
  pin_not_set: {
    title: 'This key has no PIN yet',
    cause: 'This way of enrolling keeps the PIN that a key already has.',
    next: 'Choose a profile that sets a PIN, or use the key that has one.',
  },
  pin_policy_violation: {
    title: 'The key does not accept this PIN',
    cause: 'It has rules of its own, such as a minimum length or no simple patterns.',
    next: 'Choose a longer PIN without a pattern.',
  },
  pin_change_required: {
    title: 'The PIN of this key must be changed first',
    cause: 'The key was set up so that its PIN is replaced before anything else.',
    next: 'Change the PIN in the system’s security key settings, or use another key.',
  },
  uv_invalid: {
    title: 'The fingerprint was not recognised',
    cause: 'The key could not match it.',
    next: 'Place the finger flat on the sensor and try again, or use the PIN.',
  },
  uv_blocked: {
    title: 'Fingerprints are blocked on this key',
    cause: 'There were too many that did not match.',
    next: 'Use the PIN. It unblocks the sensor.',
  },
  credential_excluded: {
    title: 'This key already has a passkey for this person',
    cause: 'One key holds one passkey for each person.',
    next: 'Use another key, or remove the old passkey from the person’s list first.',
  },
  key_store_full: {
    title: 'This key is full',
    cause: 'There is no room for another passkey on it.',
    next: 'Remove a passkey that is no longer needed, or use another key.',
  },
  no_credentials: {
    title: 'The passkey is not on this key',
    cause: 'The key does not hold what was asked for.',
    next: 'Check that it is the right key, then try again.',
  },
  touch_timeout: {
    title: 'Nobody touched the key in time',
    cause: 'The key blinks for about half a minute and then gives up.',
    next: 'Press Try again and touch the key when it blinks.',
  },
  touch_denied: {
    title: 'The key declined',
    cause: 'The step was refused at the key itself.',
    next: 'Press Try again and confirm at the key when it asks.',
  },
  reset_window_missed: {
    title: 'The moment for the reset has passed',
    cause: 'A key can be reset only within ten seconds after it is plugged in.',
    next: 'Pull it out, plug it in again, and touch it as soon as it blinks.',
  },
  algorithm_unsupported: {
    title: 'This key signs in a way Entra does not take',
    cause: 'It offers none of the signature kinds that were asked for.',
    next: 'Use another key.',
  },
  option_unsupported: {
    title: 'This key cannot be set up that way',
    cause: 'It does not know one of the settings this profile wants.',
    next: 'Choose another profile, or use another key.',
  },
  command_unsupported: {
    title: 'This key cannot do that',
    cause: 'It does not know the function that this step needs.',
    next: 'Use a newer key, or choose another profile.',
  },
  ctap_error: {
    title: 'The key refused this step',
    cause: 'It gave a reason that has no simple meaning.',
    next: 'Try again. If it happens again, show the details to support and use another key.',
  },
  key_without_fido2: {
    title: 'This key is too old for passkeys',
    cause: 'It speaks U2F only, which Entra does not take.',
    next: 'Use a FIDO2 security key.',
  },
  key_without_discoverable_credentials: {
    title: 'This key cannot keep passkeys',
    cause:
      'Entra needs passkeys that are stored on the key itself, and this one has no room for them by design.',
    next: 'Use another key.',
  },
  key_without_es256: {
    title: 'This key signs in a way Entra does not take',
    cause: 'Entra needs the ES256 signature, and this key does not offer it.',
    next: 'Use another key.',
  },
  key_without_pin_support: {
    title: 'This key cannot have a PIN',
    cause: 'Entra asks for a PIN or a fingerprint, and this key has no PIN.',
    next: 'Use another key.',
  },
  key_pin_unknown: {
    title: 'This key already has a PIN that we do not know',
    cause: 'Somebody used it before. Resetting it erases every passkey on it.',
    next: 'Reset it if nobody needs what is on it, or use another key.',
  },
  key_is_operators_own: {
    title: 'This is your own key',
    cause:
      'It holds a passkey with which you sign in. Enrolling it for somebody else could lock you out.',
    next: 'Pull it out and plug in the key for the holder. Nothing on yours was changed.',
  },
  key_in_use_elsewhere: {
    title: 'This key already belongs to an enrolment',
    cause:
      'Somebody signs in with it, or another enrolment that has not ended is working on it. Erasing it would lock that person out.',
    next: 'Use another key. To give this one to somebody else, first remove its passkey from that person in the Entra admin centre, or cancel the other enrolment.',
  },
  wrong_key: {
    title: 'This is a different key',
    cause: 'The enrolment began with another one.',
    next: 'Pull this one out and plug in the key it began with.',
  },
  several_keys: {
    title: 'More than one key is plugged in',
    cause: 'It must be certain which one is meant.',
    next: 'Choose one, or leave only the right one plugged in.',
  },
  key_not_genuine: {
    title: 'This key could not prove that it is genuine',
    cause: 'Its certificate does not match the maker it claims to be from.',
    next: 'Put this key aside and use another one. Show the details to support.',
  },
  proof_failed: {
    title: 'The new passkey did not pass its test',
    cause:
      'The key was asked to sign once with it, and the result was not right. The registration was taken back.',
    next: 'Start again with this key. If it fails again, use another one.',
  },
  pin_too_short: {
    title: 'The PIN is too short',
    cause: 'This key, or the profile, wants more characters.',
    next: 'Choose a longer PIN.',
  },
  pin_too_long: {
    title: 'The PIN is too long',
    cause:
      'A key has room for 63 bytes, and for fewer characters if they are not plain letters and digits.',
    next: 'Choose a shorter PIN.',
  },
  pin_weak: {
    title: 'The PIN is easy to guess',
    cause: 'It follows a simple pattern, such as equal or counting digits.',
    next: 'Choose a PIN without a pattern.',
  },
  pin_malformed: {
    title: 'The PIN has a character no key can take',
    cause: 'Part of it cannot be written as text.',
    next: 'Choose a PIN of ordinary letters and digits.',
  },
} as const satisfies Record<string, FailureWords>;
