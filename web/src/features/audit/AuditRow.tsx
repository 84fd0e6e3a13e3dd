import { ChevronRight, CircleAlert, CircleCheck, CircleDashed } from 'lucide-react';
import { useId, useState } from 'react';
import type { AuditRecordView } from '#shared/api/audit.ts';
import { useMe } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { CopyButton } from '#web/components/CopyButton.tsx';
import { classes } from '#web/components/classes.ts';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { auditMessages as words } from '#web/presentation/messages.audit.ts';
import { actionWords, actorWords, factsOf, resultOf, shortId } from './recordWords.ts';

interface AuditRowProps {
  readonly record: AuditRecordView;
  readonly onHolder: (holderId: string) => void;
  readonly onActor: (actorId: string) => void;
}

const TONES = {
  intent: { ink: 'text-muted', icon: <CircleDashed aria-hidden size={16} /> },
  good: { ink: 'text-good', icon: <CircleCheck aria-hidden size={16} /> },
  bad: { ink: 'text-bad', icon: <CircleAlert aria-hidden size={16} /> },
} as const;
const CELL = 'border-line border-b px-2 py-2 align-top';

/** One record, and below it what else it says when somebody wants to know. */
export function AuditRow({ record, onHolder, onActor }: AuditRowProps) {
  const [isOpen, setOpen] = useState(false);
  const detailsId = useId();
  const me = useMe();
  const { tone, text } = resultOf(record);
  const holder = record.holderName ?? (record.holderId && shortId(record.holderId));
  return (
    <>
      <tr>
        <td className={classes(CELL, 'whitespace-nowrap')}>
          <RelativeTime instant={record.at} />
        </td>
        <td className={CELL}>
          <bdi>{actionWords(record.action)}</bdi>
        </td>
        <td className={CELL}>
          <bdi className={classes('inline-flex items-start gap-1', TONES[tone].ink)}>
            <span className="mt-0.5 shrink-0">{TONES[tone].icon}</span>
            {text}
          </bdi>
        </td>
        <td className={CELL}>
          <bdi>{holder ?? words.nobody}</bdi>
        </td>
        <td className={classes(CELL, 'max-wide:hidden')}>{actorWords(record.actorId, me.id)}</td>
        <td className={classes(CELL, 'max-wide:hidden')}>{record.keySerial ?? ''}</td>
        <td className={CELL}>
          <button
            type="button"
            aria-expanded={isOpen}
            aria-controls={detailsId}
            aria-label={words.showDetails(record.seq)}
            onClick={() => setOpen(!isOpen)}
            className="-my-2 inline-flex min-h-10 min-w-10 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
          >
            <ChevronRight
              aria-hidden
              size={16}
              className={classes('transition-transform', isOpen && 'rotate-90')}
            />
          </button>
        </td>
      </tr>
      <tr id={detailsId} hidden={!isOpen}>
        <td colSpan={7} className="border-line border-b bg-sunken px-4 py-3">
          {isOpen && <Details record={record} onHolder={onHolder} onActor={onActor} />}
        </td>
      </tr>
    </>
  );
}

function Details({ record, onHolder, onActor }: AuditRowProps) {
  const { holderId, actorId } = record;
  return (
    <div className="flex flex-col gap-3">
      <dl className="grid grid-cols-1 gap-x-6 gap-y-2 wide:grid-cols-3">
        {factsOf(record).map(([name, value]) => (
          <div key={name} className="min-w-0">
            <dt className="text-muted text-small">{name}</dt>
            <dd className="break-words font-mono text-small">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div className="flex flex-wrap gap-2">
        {holderId !== null && (
          <Button onClick={() => onHolder(holderId)}>{words.showOnlyHolder}</Button>
        )}
        <Button onClick={() => onActor(actorId)}>{words.showOnlyActor}</Button>
        <CopyButton text={record.hash} label={words.copyHash} doneLabel={words.hashCopied} />
      </div>
    </div>
  );
}
