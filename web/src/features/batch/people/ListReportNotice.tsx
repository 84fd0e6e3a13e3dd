import type { LeftOutRow } from '#shared/people/readPeopleRows.ts';
import { Notice } from '#web/components/Notice.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { ListReport } from './listReport.ts';

const MOST_ROWS = 20;

/** What became of a list, with the rows that were left out. */
export function ListReportNotice({ report }: { readonly report: ListReport }) {
  if ('failure' in report) return <Notice tone="bad" title={report.failure} />;
  const { source, added, list } = report;
  const repeated = list.repeated + list.people.length - added;
  return (
    <div className="flex flex-col gap-2">
      <Notice
        tone={list.people.length === 0 ? 'warning' : 'good'}
        title={<bdi>{words.listAdded(source, added, repeated)}</bdi>}
      />
      {list.leftOut.length > 0 && (
        <LeftOutRows title={words.leftOut(list.leftOut.length)} rows={list.leftOut} />
      )}
    </div>
  );
}

interface LeftOutRowsProps {
  readonly title: string;
  readonly rows: readonly LeftOutRow[];
}

/** Rows of a list by their line, and what is wrong with each. */
export function LeftOutRows({ title, rows }: LeftOutRowsProps) {
  return (
    <Notice tone="warning" title={title}>
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {rows.slice(0, MOST_ROWS).map(({ line, problem, text }) => (
          <li key={`${line} ${problem} ${text}`}>
            {words.rowProblem(line, problem)}{' '}
            <bdi className="font-mono text-muted text-small">{text}</bdi>
          </li>
        ))}
      </ul>
      {rows.length > MOST_ROWS && <p>{words.leftOutMore(rows.length - MOST_ROWS)}</p>}
    </Notice>
  );
}
