import { createHash } from 'node:crypto';
import { canonicalJson } from '#bff/audit/canonicalJson.ts';
import { profileOnWire } from '#bff/profiles/profileOnWire.ts';
import type { ApprovalItem, ApprovalKind } from '#shared/api/approvals.ts';
import type { ChangeScope } from '#shared/api/operatorScopes.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';
import type { EnrolmentProfile } from '#shared/enrolment/profile.ts';
import type { Way } from '#shared/enrolment/way.ts';

/** What an approval is bound to: SHA-256 over the item's canonical JSON, in hex. */
export function hashItem(item: ApprovalItem): string {
  return createHash('sha256').update(canonicalJson(item)).digest('hex');
}

/** What of a key tells it from others to a person. */
type ShownKey = Pick<KeyIdentity, 'serial' | 'aaguid'>;

/** The beginning of an enrolment, as it is approved. */
export function startItem(start: {
  readonly userId: string;
  readonly profile: EnrolmentProfile;
  readonly way: Way;
  /** Null: none is named. */
  readonly key: ShownKey | null;
}): ApprovalItem {
  const { userId, profile, way, key } = start;
  return {
    action: 'startEnrolment',
    userId: userId.toLowerCase(),
    way,
    profile: profileOnWire(profile),
    key: key === null ? null : { serial: key.serial, aaguid: key.aaguid },
  };
}

/** A change of scopes, with ids as the books spell them. */
export function scopeItem({ basedOn, subject, scope, granted }: ChangeScope): ApprovalItem {
  return {
    action: 'changeScope',
    change: {
      basedOn,
      subject: { kind: subject.kind, id: subject.id.toLowerCase() },
      scope: scope.kind === 'everyone' ? scope : { kind: scope.kind, id: scope.id.toLowerCase() },
      granted,
    },
  };
}

/** Which words of the setting make it need an approval; one of them is enough. */
export function kindsOf(action: ApprovalItem['action']): readonly ApprovalKind[] {
  switch (action) {
    case 'startEnrolment':
      return ['protected'];
    case 'showPinToOperator':
    case 'printPin':
    case 'printBatchLetters':
      return ['showPin', 'protected'];
    case 'createProfile':
    case 'editProfile':
    case 'retireProfile':
      return ['profiles'];
    case 'changeScope':
      return ['scopes'];
    case 'removeKeys':
      return ['bulk', 'lastMethod'];
  }
}

/** Whom it is about; null: nobody in particular. Of a scope an operator or a group of them, as in the audit. */
export function personOf(item: ApprovalItem): string | null {
  if ('userId' in item) return item.userId;
  return item.action === 'changeScope' ? item.change.subject.id : null;
}
