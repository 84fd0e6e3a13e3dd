import type { FailureCode } from '#shared/failure/codes.ts';
import type { FailureWords } from '#web/presentation/failureWords.ts';
import { ownFailureMessages as words } from '#web/presentation/messages.failures.own.ts';

const OWN: Readonly<Partial<Record<FailureCode, FailureWords>>> = {
  user_disabled: words.switchedOff,
  user_protected: words.organisation,
  user_protection_unknown: words.organisation,
  user_is_guest: words.organisation,
  user_not_found: words.organisation,
  user_outside_passkey_policy: words.organisation,
  passkeys_disabled: words.organisation,
  self_service_off: words.organisation,
  graph_forbidden: words.organisation,
  graph_unauthorized: words.organisation,
  too_many_passkeys: words.noRoom,
  model_not_allowed: words.model,
  attestation_required: words.model,
  attestation_untrusted: words.model,
  key_in_use_elsewhere: words.somebodys,
  passkey_exists: words.yours,
  key_pin_unknown: words.usedBefore,
  invitation_over: words.ended,
  conflict: words.elsewhere,
  way_not_accepted: words.otherWay,
};

/** What a failure means to somebody who sets up their own key; undefined where the usual words say it to anybody. */
export function ownFailureWords(code: FailureCode): FailureWords | undefined {
  return OWN[code];
}
