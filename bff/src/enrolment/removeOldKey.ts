import { and, eq } from 'drizzle-orm';
import { eventActor } from '#bff/myKeys/eventActor.ts';
import { nameOfKey } from '#bff/myKeys/nameOfKey.ts';
import { noteKeyEvent } from '#bff/myKeys/noteKeyEvent.ts';
import type { Queries } from '#bff/store/queries.ts';
import { inventory } from '#bff/store/schema.ts';
import type { Passkey } from '#shared/api/index.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import type { Action } from '#shared/enrolment/action.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';
import { askedBefore, checkSettled } from './askedBefore.ts';
import { beginRemoval, isRefusal } from './beginRemoval.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { guardProblem } from './guardProblem.ts';
import { isHoldersOwn } from './isHoldersOwn.ts';
import type { AuditFacts, OpenEnrolment } from './openEnrolment.ts';
import { passkeysOf } from './passkeysOf.ts';
import { RemovalsLimited } from './removalCaps.ts';
import { tellOfKept } from './tellOfKept.ts';

/** Asking again would get the same answer. */
export const REFUSED_FOR_GOOD: readonly FailureCode[] = [
  'graph_bad_request',
  'graph_forbidden',
  'graph_method_not_allowed',
  'graph_conflict',
];

/**
 * Removes one key of the time before. The new one is proven by now; it must also be seen in the directory in this moment, and
 * something that surely works must be left, or the old one stays.
 *
 * What one operator may remove is limited. Over the limit of a minute the removal waits for its turn. Over that of a day the
 * key is kept, with the reason in the journal and the results: the enrolment comes to its end, because its holder waits for
 * their PIN, and an admin has time to ask why so many keys go.
 *
 * @returns until when to wait, or undefined.
 * @throws GraphError
 */
export async function removeOldKey(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  methodId: string,
): Promise<Action | undefined> {
  const { holder, methodsBefore } = open.state;
  if (!methodsBefore.includes(methodId)) throw new TypeError('Not a key of the time before.');
  const keep = (code: FailureCode, also?: (queries: Queries) => Promise<void>) => {
    checkSettled(parts, open, 'oldKeyRemovalStarted', methodId);
    return open.append({ type: 'oldKeyKept', methodId, code }, also);
  };
  // First of all: what is gone is not kept, whatever became of its holder since.
  if ((await askedBefore(parts, open, 'oldKeyRemovalStarted', methodId)) === 'gone') {
    await noteRemoved(parts, open, methodId, []);
    return undefined;
  }
  const refused = await guardProblem(
    parts,
    open,
    isHoldersOwn(open) ? 'removeOwnKey' : 'removeKey',
  );
  if (refused !== null) {
    await keep(refused);
    return undefined;
  }
  const passkeys = await passkeysOf(parts, holder.id);
  if (!isNewKeyThere(passkeys, open)) {
    const until = shownUntil(parts, open);
    if (until > parts.now()) return waitUntil(until);
    await keep('graph_not_found');
    return undefined;
  }
  try {
    await beginRemoval(parts, open, { type: 'oldKeyRemovalStarted', methodId }, passkeys);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    if (error instanceof RemovalsLimited && error.until !== null) {
      await noteWaiting(open, error.code);
      return waitUntil(error.until);
    }
    await keep(error.code, async (queries) => {
      if (error.code !== 'last_key') return;
      const { key } = await nameOfKey(queries, holder.id, methodId, passkeys);
      // Who wants it gone all the same asks for an approval of exactly that.
      await tellOfKept(parts, queries, open, key);
    });
    return undefined;
  }
  let facts: AuditFacts;
  try {
    facts = await deletePasskey(parts, holder.id, methodId);
  } catch (error) {
    if (!(error instanceof AppError) || !REFUSED_FOR_GOOD.includes(error.code)) throw error;
    // The new key is proven, and its holder is not kept from their PIN by an old one.
    await open.append({ type: 'oldKeyKept', methodId, code: error.code });
    return undefined;
  }
  await noteRemoved(parts, open, methodId, passkeys, facts);
  return undefined;
}

/** The key is gone: journal, books, and a notice for its holder. */
async function noteRemoved(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  methodId: string,
  passkeys: readonly Passkey[],
  facts: AuditFacts = {},
): Promise<void> {
  const { holder } = open.state;
  const books = async (queries: Queries) => {
    await queries
      .update(inventory)
      .set({ state: 'gone' })
      .where(and(eq(inventory.holderId, holder.id), eq(inventory.methodId, methodId)));
    await noteKeyEvent(parts, queries, {
      kind: 'removed',
      ...{ holderId: holder.id, methodId },
      ...(await nameOfKey(queries, holder.id, methodId, passkeys)),
      ...eventActor(open),
      how: 'replacement',
    });
  };
  await open.append({ type: 'oldKeyRemoved', methodId }, books, facts);
}

/** One DELETE, with what the audit says of it. @throws GraphError */
export async function deletePasskey(
  parts: Pick<EnrolmentParts, 'directory'>,
  holderId: string,
  methodId: string,
): Promise<AuditFacts> {
  let graphRequestId: string | undefined;
  await parts.directory.deletePasskey(holderId, methodId, {
    class: 'revoke',
    onRequestId: (requestId) => {
      graphRequestId = requestId;
    },
  });
  return { graphRequestId };
}

function isNewKeyThere(passkeys: readonly Passkey[], { state }: OpenEnrolment): boolean {
  const made = state.credential?.credentialId;
  return passkeys.some(
    ({ id }) =>
      id === state.methodId || decodeCredentialIds(id).some((bytes) => toBase64Url(bytes) === made),
  );
}

/** A registration this young may not show yet in every answer of the directory. */
function shownUntil({ settleMs }: EnrolmentParts, { entries }: OpenEnrolment): number {
  const registered = entries.findLast(({ event }) => event.type === 'registered');
  return Date.parse(registered?.at ?? '') + settleMs;
}

/** Says why it waits, once: who asks again and again writes no more lines. */
async function noteWaiting(open: OpenEnrolment, code: FailureCode): Promise<void> {
  const last = open.entries.at(-1)?.event;
  if (last?.type === 'stepFailed' && last.code === code) return;
  await open.append({ type: 'stepFailed', action: 'removeOldKey', code });
}

function waitUntil(until: number): Action {
  return { actor: 'person', kind: 'waitForTenant', until: new Date(until).toISOString() };
}
