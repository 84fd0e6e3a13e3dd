import { AppError } from '#shared/failure/appError.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import type { OpenEnrolment } from './openEnrolment.ts';
import { passkeysOf } from './passkeysOf.ts';

/** The lines of a journal that are written before Entra is asked to let a key go. */
type RemovalStarted = 'oldKeyRemovalStarted' | 'forbiddenRemovalStarted';

/**
 * A key that Entra was asked to let go before, with an answer that never came.
 * `no`: it was not asked. `gone`: it did. `there`: it did not, as far as the directory shows by now.
 * @throws GraphError
 */
export async function askedBefore(
  parts: EnrolmentParts,
  { entries, state }: Pick<OpenEnrolment, 'entries' | 'state'>,
  started: RemovalStarted,
  methodId: string,
): Promise<'no' | 'gone' | 'there'> {
  if (startOf(entries, started, methodId) === undefined) return 'no';
  const passkeys = await passkeysOf(parts, state.holder.id);
  return passkeys.some(({ id }) => id === methodId) ? 'there' : 'gone';
}

/**
 * Before a key is written down as kept: where Entra was asked to let it go just now, the directory may show it as it was.
 * @throws AppError `graph_outcome_unknown` until an answer of the directory can be relied upon.
 */
export function checkSettled(
  { now, settleMs }: Pick<EnrolmentParts, 'now' | 'settleMs'>,
  { entries }: Pick<OpenEnrolment, 'entries'>,
  started: RemovalStarted,
  methodId: string,
): void {
  const asked = startOf(entries, started, methodId);
  if (asked === undefined || Date.parse(asked.at) + settleMs <= now()) return;
  throw new AppError('graph_outcome_unknown', 'the directory may still show a key that is gone');
}

function startOf(
  entries: OpenEnrolment['entries'],
  started: RemovalStarted,
  methodId: string,
): OpenEnrolment['entries'][number] | undefined {
  return entries.findLast(({ event }) => event.type === started && event.methodId === methodId);
}
