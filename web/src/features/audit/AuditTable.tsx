import type { AuditRecordView } from '#shared/api/audit.ts';
import { auditMessages as words } from '#web/presentation/messages.audit.ts';
import { AuditRow } from './AuditRow.tsx';

interface AuditTableProps {
  readonly records: readonly AuditRecordView[];
  readonly onHolder: (holderId: string) => void;
  readonly onActor: (actorId: string) => void;
}

const HEAD =
  'sticky top-12 z-1 border-line-strong border-b bg-canvas px-2 py-2 text-left font-semibold text-muted text-small';

/** The records, newest first. The head stays in sight; on a phone key and actor are among the details. */
export function AuditTable({ records, onHolder, onActor }: AuditTableProps) {
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={HEAD}>
            {words.when}
          </th>
          <th scope="col" className={HEAD}>
            {words.what}
          </th>
          <th scope="col" className={HEAD}>
            {words.outcome}
          </th>
          <th scope="col" className={HEAD}>
            {words.forWhom}
          </th>
          <th scope="col" className={`${HEAD} max-wide:hidden`}>
            {words.byWhom}
          </th>
          <th scope="col" className={`${HEAD} max-wide:hidden`}>
            {words.key}
          </th>
          <th scope="col" className={HEAD}>
            <span className="sr-only">{words.details}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {records.map((record) => (
          <AuditRow key={record.seq} record={record} onHolder={onHolder} onActor={onActor} />
        ))}
      </tbody>
    </table>
  );
}
