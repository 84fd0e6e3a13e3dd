import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import type { TargetAction } from '#bff/guard/targetRules.ts';
import { eventActor } from '#bff/myKeys/eventActor.ts';
import { noteKeyEvent } from '#bff/myKeys/noteKeyEvent.ts';
import type { Queries } from '#bff/store/queries.ts';
import { inventory } from '#bff/store/schema.ts';
import { toBase64Url } from '#shared/bytes/base64Url.ts';
import { type AppearedMethod, forbiddenBy } from '#shared/enrolment/appearedMethod.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { decodeCredentialIds } from '#shared/webauthn/credentialId.ts';
import { keyName } from '#shared/webauthn/keyModels.ts';
import { askedBefore, checkSettled } from './askedBefore.ts';
import { beginRemoval, isRefusal } from './beginRemoval.ts';
import type { EnrolmentParts } from './enrolmentParts.ts';
import { guardProblem } from './guardProblem.ts';
import { mayBeInvited } from './invitedKey.ts';
import type { AuditFacts, OpenEnrolment } from './openEnrolment.ts';
import { passkeysOf } from './passkeysOf.ts';
import { deletePasskey, REFUSED_FOR_GOOD } from './removeOldKey.ts';
import { tellOfKept } from './tellOfKept.ts';

/**
 * Says which key it is and whether the profile allows it, from what Graph said when it appeared. An invitation forbids
 * every model but the one it names; a serial that it names cannot be seen there, and is not asked for.
 */
export async function recogniseMethod(open: OpenEnrolment, method: AppearedMethod): Promise<void> {
  const forbidden = forbiddenBy(method, open.state.profile);
  const code =
    forbidden ?? ((await mayBeInvited(open, method.aaguid)) ? null : ('key_not_expected' as const));
  await open.append({ type: 'methodRecognised', method, code });
}

/**
 * Removes the new key from the directory, where the profile says so for what it forbids. It counts among the removals of the
 * operator: over a limit, or where nothing that works would be left, the guard says no or the directory refuses for good, the key
 * stays and is flagged.
 * @throws GraphError
 */
export async function removeForbidden(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  { methodId, code }: { readonly methodId: string; readonly code: FailureCode },
): Promise<void> {
  const { holder, methodsBefore } = open.state;
  if (methodsBefore.includes(methodId)) throw new TypeError('A key of the time before.');
  const keep = async (why: FailureCode) => {
    checkSettled(parts, open, 'forbiddenRemovalStarted', methodId);
    await open.noteIntent('undoRegistration', { methodId });
    const key = { productName: guidedKeyName(open), serial: null };
    await open.append({ type: 'forbiddenKept', methodId, code: why }, async (queries) => {
      if (why === 'last_key') await tellOfKept(parts, queries, open, key);
    });
  };
  // First of all: what is gone is not kept, whatever became of its holder since.
  if ((await askedBefore(parts, open, 'forbiddenRemovalStarted', methodId)) === 'gone') {
    return noteUndone(parts, open, { methodId, code });
  }
  const refused = await guardProblem(parts, byProfile(open), removalAction(open));
  if (refused !== null) return keep(refused);
  const passkeys = await passkeysOf(parts, holder.id);
  try {
    await beginRemoval(parts, open, { type: 'forbiddenRemovalStarted', methodId }, passkeys);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return keep(error.code);
  }
  let facts: AuditFacts;
  try {
    facts = await deletePasskey(parts, holder.id, methodId);
  } catch (error) {
    if (!(error instanceof AppError) || !REFUSED_FOR_GOOD.includes(error.code)) throw error;
    await open.append({ type: 'forbiddenKept', methodId, code: error.code });
    return;
  }
  await noteUndone(parts, open, { methodId, code }, facts);
}

/** The key is gone again: journal, and a notice for its holder. */
async function noteUndone(
  parts: EnrolmentParts,
  open: OpenEnrolment,
  { methodId, code }: { readonly methodId: string; readonly code: FailureCode },
  facts: AuditFacts = {},
): Promise<void> {
  const { holder } = open.state;
  const told = (queries: Queries) =>
    noteKeyEvent(parts, queries, {
      kind: 'removed',
      ...{ holderId: holder.id, methodId, enrolmentId: open.id },
      key: { productName: guidedKeyName(open), serial: null },
      how: 'profile',
      ...{ actorId: null, actorName: null },
    });
  await open.append({ type: 'registrationUndone', code }, told, facts);
}

function guidedKeyName({ state }: OpenEnrolment): string {
  const method = state.guided?.recognised;
  return keyName(method?.aaguid ?? '', method?.model ?? '') ?? '';
}

/** The profile wants it so, whoever is at the page: whose registration it is counts. */
function byProfile({ actor, state, queries, row }: OpenEnrolment) {
  return { actor: { id: SYSTEM_ACTOR, requestId: actor.requestId }, state, queries, row };
}

function removalAction({ state }: OpenEnrolment): TargetAction {
  const isOwn = state.operatorId.toLowerCase() === state.holder.id;
  return isOwn ? 'removeOwnForbidden' : 'removeForbidden';
}

/** The key goes into the books, flagged or not, and its holder hears of it by mail: it may not have been them. */
export async function finishGuided(parts: EnrolmentParts, open: OpenEnrolment): Promise<void> {
  const { guided, holder } = open.state;
  const method = guided?.recognised;
  if (method == null) throw new TypeError('There is nothing to finish.');
  const at = new Date(parts.now());
  const productName = guidedKeyName(open);
  const [credentialId] = decodeCredentialIds(method.id);
  await open.append({ type: 'finished' }, async (queries) => {
    await queries
      .insert(inventory)
      .values({
        enrolmentId: open.id,
        holderId: holder.id,
        serial: null,
        aaguid: method.aaguid ?? '',
        keyLock: null,
        // An id that is none in any spelling names the credential all the same.
        credentialId: credentialId === undefined ? method.id : toBase64Url(credentialId),
        methodId: method.id,
        displayName: method.displayName,
        model: method.model,
        productName,
        state: 'live',
        createdAt: at,
      })
      // A key that was enrolled here before is in the books by its credential.
      .onConflictDoNothing();
    await noteKeyEvent(parts, queries, {
      kind: 'bound',
      ...{ holderId: holder.id, methodId: method.id, enrolmentId: open.id },
      key: { productName, serial: null },
      ...eventActor(open),
    });
  });
}
