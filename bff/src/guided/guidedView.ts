import { currentAction } from '#bff/enrolment/advance.ts';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import type { EnrolmentRow } from '#bff/enrolment/openEnrolment.ts';
import type { AppearedKey, GuidedEnrolment, GuidedState } from '#shared/api/index.ts';
import type { AppearedMethod } from '#shared/enrolment/appearedMethod.ts';
import { type EnrolmentState, foldJournal } from '#shared/enrolment/enrolmentState.ts';
import {
  RESUMABLE_MS,
  type GuidedState as Watch,
  watchEndsAt,
} from '#shared/enrolment/guidedWatch.ts';
import type { JournalEntry } from '#shared/enrolment/journal.ts';
import { wantedPolicy } from '#shared/enrolment/policy.ts';
import { AppError } from '#shared/failure/appError.ts';

/**
 * Writes a registration on Microsoft's page as its journal says.
 * @throws AppError `not_found` for an enrolment of another way.
 */
export function guidedView(
  parts: Pick<EnrolmentParts, 'now' | 'settleMs'>,
  { id, invitationId }: Pick<EnrolmentRow, 'id' | 'invitationId'>,
  entries: readonly JournalEntry[],
): GuidedEnrolment {
  const state = foldJournal(entries);
  const { guided, holder, profile } = state;
  if (guided === null) throw new AppError('not_found', 'no such registration');
  return {
    id,
    startedAt: guided.startedAt,
    holder,
    profile: {
      id: profile.id,
      name: profile.name,
      allowedAaguids: [...profile.allowedAaguids],
    },
    isInvited: invitationId !== null,
    leftOut: wantedPolicy(profile),
    state: stateView(parts, state, guided),
  };
}

function stateView(
  parts: Pick<EnrolmentParts, 'now' | 'settleMs'>,
  state: EnrolmentState,
  watch: Watch,
): GuidedState {
  const { recognised, forbidden, keptFor } = watch;
  const key = recognised && keyView(recognised);
  if (state.end?.kind === 'rolledBack') {
    const { code } = state.end;
    return key !== null && forbidden !== null
      ? { kind: 'removed', key, forbidden }
      : { kind: 'ended', code };
  }
  if (key !== null) {
    return state.end === null
      ? { kind: 'found', key, forbidden }
      : { kind: 'done', key, forbidden, keptFor };
  }
  if (state.cancelled) return { kind: 'ended', code: 'cancelled' };
  const action = currentAction(parts, { state, key: null });
  if (action.kind === 'recogniseMethod') {
    return { kind: 'found', key: keyView(action.method), forbidden: null };
  }
  if (watch.appeared.length > 0) return { kind: 'choose', keys: watch.appeared.map(keyView) };
  const endsAt = watchEndsAt(watch);
  const until = (at: number) => new Date(at).toISOString();
  return parts.now() < endsAt
    ? { kind: 'watching', until: until(endsAt) }
    : { kind: 'over', until: until(endsAt + RESUMABLE_MS) };
}

function keyView({ id, displayName, aaguid, model, createdAt }: AppearedMethod): AppearedKey {
  return { id, displayName, aaguid, model, createdAt };
}
