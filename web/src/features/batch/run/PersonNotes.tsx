import type { BatchPerson } from '#shared/api/batches.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';

/** Beneath where somebody stands: why they failed and what to do, why they were skipped, which old passkeys are still there. */
export function PersonNotes({ person }: { readonly person: BatchPerson }) {
  return notesOf(person).map((note) => (
    <p key={note} className="mt-1 break-words text-muted text-small">
      {note}
    </p>
  ));
}

function notesOf({ code, reason, oldKeysKept }: BatchPerson): readonly string[] {
  if (reason !== null) return [reason];
  const failed = code === null ? [] : sentencesOf(code);
  const why = [...new Set(oldKeysKept.map(({ code: kept }) => describeFailure(kept).title))];
  const kept =
    oldKeysKept.length === 0 ? [] : [`${words.oldKeysKept(oldKeysKept.length)}: ${why.join('; ')}`];
  return [...failed, ...kept];
}

/** A failure in as few words as a row has room for: what it is, and what to do now. */
export function sentencesOf(code: FailureCode): readonly string[] {
  const { title, next } = describeFailure(code);
  return [title, next];
}
