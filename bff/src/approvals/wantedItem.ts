import { and, eq } from 'drizzle-orm';
import { lettersToApprove } from '#bff/batch/lettersToApprove.ts';
import type { Actor, EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { isStillOnKey } from '#bff/enrolment/stillOnKey.ts';
import { chosenProfile } from '#bff/profiles/chosenProfile.ts';
import { removalItem } from '#bff/removals/removalItem.ts';
import { escrow, inventory } from '#bff/store/schema.ts';
import type { ApprovalItem, AskApproval } from '#shared/api/approvals.ts';
import { AppError } from '#shared/failure/appError.ts';
import { scopeItem, startItem } from './approvalItem.ts';

/**
 * Exactly what would happen, from what somebody asks for. What could not be done with an approval either is refused.
 * @throws AppError of the guard; `session_forbidden`; `profile_retired`, `profile_changed`; `not_found` for a PIN that no key carries,
 * and for a batch without a letter to print; those of {@link removalItem}.
 */
export async function wantedItem(
  parts: Pick<EnrolmentParts, 'store' | 'guard' | 'profiles' | 'now'>,
  ask: AskApproval,
  actor: Actor,
): Promise<ApprovalItem> {
  const { guard } = parts;
  const approved = { isApproved: true };
  switch (ask.action) {
    case 'startEnrolment': {
      await guard.check('enrol', ask.userId, actor, approved);
      const profile = await chosenProfile(parts.profiles, ask.profileId, ask.profileVersion);
      return startItem({ ...ask, profile });
    }
    case 'showPinToOperator':
    case 'printPin': {
      const { action } = ask;
      const enrolmentId = ask.enrolmentId.toLowerCase();
      const { userId, ...key } = await readKeyOfPin(parts, enrolmentId);
      const guarded = action === 'printPin' ? 'printLetter' : 'showPin';
      await guard.check(guarded, userId, actor, approved);
      return { action, enrolmentId, userId, key };
    }
    case 'removeKeys':
      return parts.store.read((queries) => removalItem(queries, ask.removalId.toLowerCase()));
    case 'printBatchLetters':
      return lettersToApprove(parts, ask.batchId.toLowerCase(), actor);
    case 'changeScope':
      return scopeItem(checkedAdmin(ask, actor).change);
    default:
      return checkedAdmin(ask, actor);
  }
}

/** Only admins do these. */
function checkedAdmin<Ask>(ask: Ask, { roles }: Actor): Ask {
  if (roles?.includes('Admin') === true) return ask;
  throw new AppError('session_forbidden', 'the caller could not do this with an approval either');
}

async function readKeyOfPin({ store }: Pick<EnrolmentParts, 'store'>, enrolmentId: string) {
  const [row] = await store.read((queries) =>
    queries
      .select({ userId: escrow.holderId, serial: inventory.serial, aaguid: inventory.aaguid })
      .from(escrow)
      .innerJoin(inventory, eq(inventory.enrolmentId, escrow.enrolmentId))
      .where(and(eq(escrow.enrolmentId, enrolmentId), isStillOnKey(queries))),
  );
  if (row === undefined) throw new AppError('not_found', 'no key carries this PIN');
  return row;
}
