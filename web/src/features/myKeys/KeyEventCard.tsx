import { KeyRound, KeySquare, ShieldAlert } from 'lucide-react';
import type { KeyEvent } from '#shared/api/myKeys.ts';
import { Button } from '#web/components/Button.tsx';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';
import { keyTitle } from './keyTitle.ts';

const words = lostKeyMessages.report;

interface KeyEventCardProps {
  readonly event: KeyEvent;
  readonly mayReport: boolean;
  readonly onReport: () => void;
}

/** What happened, in a line. */
export function eventTitle({ kind, key }: KeyEvent): string {
  return words[kind](keyTitle(key.productName, key.serial));
}

/** One thing that happened to a key: what, by whom, when. */
export function KeyEventCard({ event, mayReport, onReport }: KeyEventCardProps) {
  const { kind, how, byName, at, reportedAt } = event;
  const Icon = kind === 'bound' ? KeyRound : KeySquare;
  return (
    <div className="flex flex-wrap items-center gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      <Icon aria-hidden size={32} className="shrink-0 text-muted" />
      <div className="min-w-56 flex-1">
        <h2 className="break-words font-semibold">
          <bdi>{eventTitle(event)}</bdi>
        </h2>
        <p>{words.how[how](byName)}</p>
        <p className="text-muted text-small">
          <RelativeTime instant={at} />
        </p>
        {reportedAt !== null && <p className="text-warn">{words.isReported}</p>}
      </div>
      {reportedAt === null && mayReport && (
        <Button
          icon={<ShieldAlert aria-hidden size={16} />}
          aria-label={words.notMeAbout(eventTitle(event))}
          onClick={onReport}
        >
          {words.notMe}
        </Button>
      )}
    </div>
  );
}
