import { acceptedWays } from '#shared/enrolment/acceptedWays.ts';
import { type ProfileContent, pinDisclosure } from '#shared/enrolment/profile.ts';
import { modelNamesOf } from '#shared/webauthn/keyModels.ts';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';

const { values, summary } = words;

/** The members in the order in which people read them. */
export const PROFILE_MEMBERS = Object.keys(words.fields) as readonly (keyof ProfileContent)[];

/** What a profile does, in one line: the PIN first, what is unusual after it. */
export function profileSummary(content: ProfileContent): string {
  const models = modelNamesOf(content.allowedAaguids).length;
  const parts = [
    content.pin.source === 'random' ? pinWords(content) : summary[content.pin.source],
    content.forcePinChange && summary.changed,
    content.reset !== 'never' && summary[content.reset],
    content.requireTrustedAttestation && summary.genuine,
    models > 0 && summary.models(models),
    content.oldKeys === 'removeAfterProof' && summary.oldRemoved,
  ];
  return parts.filter((part) => part !== false).join(' · ');
}

function pinWords({ pin }: ProfileContent): string {
  if (pin.source === 'typedByHolder') return values.typed;
  if (pin.source === 'existing') return values.existing;
  const who = values.who[pinDisclosure(pin) ?? 'holderOnly'];
  return values.drawn(pin.length, pin.alphabet === 'digits', who);
}

/** Those that it can be followed by: what was ticked besides is without effect. */
function waysWords(content: ProfileContent): string {
  return acceptedWays(content)
    .map((way) => words.ways[way])
    .join(', ');
}

/** What a member is set to, in words. */
export function valueWords(content: ProfileContent, member: keyof ProfileContent): string {
  switch (member) {
    case 'name':
    case 'description':
    case 'displayNameTemplate':
      return content[member] || values.none;
    case 'pin':
      return pinWords(content);
    case 'reset':
      return words.resets[content.reset].label;
    case 'oldKeys':
      return words.oldKeys[content.oldKeys].label;
    case 'minPinLength':
      return content.minPinLength === null ? values.none : String(content.minPinLength);
    case 'minPinLengthRpIds':
      return content.minPinLengthRpIds.join(', ') || values.none;
    case 'allowedAaguids':
      return modelNamesOf(content.allowedAaguids).join(', ') || words.anyModel;
    case 'onForbidden':
      return words.onForbidden[content.onForbidden ?? 'flag'].label;
    case 'ways':
      return waysWords(content);
    case 'forcePinChange':
    case 'alwaysUv':
    case 'enterpriseAttestation':
    case 'requireTrustedAttestation':
      return content[member] ? values.yes : values.no;
  }
}

/** The members in which two profiles differ. */
export function profileChanges(
  before: ProfileContent,
  after: ProfileContent,
): (keyof ProfileContent)[] {
  return PROFILE_MEMBERS.filter((member) => !isSame(before[member], after[member]));
}

/** Lists and PIN policies are compared by what is in them, whatever the order of their members. */
function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
