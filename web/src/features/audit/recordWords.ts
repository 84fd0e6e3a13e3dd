import type { AuditRecordView } from '#shared/api/audit.ts';
import { isFailureCode } from '#shared/failure/codes.ts';
import { describeFailure, learnFailureWords } from '#web/presentation/describeFailure.ts';
import { auditMessages as words } from '#web/presentation/messages.audit.ts';
import { wayFailureMessages } from '#web/presentation/messages.failures.ways.ts';

learnFailureWords(wayFailureMessages);

/** An action in words; one that has none stays what it is called. */
export function actionWords(action: string): string {
  const { actions } = words;
  // What is not ours may be called as what every object has.
  return Object.hasOwn(actions, action) ? (actions[action] ?? action) : action;
}

/** How a record's end looks: an intent has none yet. */
export function resultOf({ phase, result }: AuditRecordView): {
  readonly tone: 'intent' | 'good' | 'bad';
  readonly text: string;
} {
  if (phase === 'intent' || result === null) return { tone: 'intent', text: words.about };
  if (result === 'ok') return { tone: 'good', text: words.resultOk };
  return { tone: 'bad', text: isFailureCode(result) ? describeFailure(result).title : result };
}

/** The first letters of an id, as much as tells two apart on a page. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}

/** Who did it, as far as this page knows. */
export function actorWords(actorId: string, ownId: string): string {
  if (actorId === 'system') return words.system;
  return actorId.toLowerCase() === ownId.toLowerCase() ? words.you : shortId(actorId);
}

/** What a record says beyond its columns, in the order of the catalogue; what it does not say is left out. */
export function factsOf(record: AuditRecordView): readonly (readonly [string, string])[] {
  const { facts } = words;
  const { authentication, detail } = record;
  const more = Object.entries(detail).map(([name, value]) => `${name}: ${value ?? '–'}`);
  const all: readonly (readonly [string, string | null])[] = [
    [facts.seq, String(record.seq)],
    [facts.exact, record.at],
    [facts.actorId, record.actorId],
    [facts.holderId, record.holderId],
    [facts.enrolmentId, record.enrolmentId],
    [facts.keySerial, record.keySerial],
    [facts.keyAaguid, record.keyAaguid],
    [facts.approvalId, record.approvalId],
    [facts.acrs, authentication?.acrs.join(', ') || null],
    [facts.authTime, authentication?.authTime ?? null],
    [facts.requestId, record.requestId],
    [facts.graphRequestId, record.graphRequestId],
    [facts.detail, more.join(', ') || null],
    [facts.hash, record.hash],
  ];
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}
