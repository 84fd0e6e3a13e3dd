import type { Batch } from '#shared/api/batches.ts';
import { locale } from '#web/presentation/language.ts';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { timeAhead } from '#web/presentation/timeAhead.ts';
import type { HumanActions } from '#web/usecases/batch/countActions.ts';
import { allOf } from '../batchState.ts';

interface BatchProgressProps {
  readonly batch: Batch;
  readonly human: HumanActions;
}

const STATES = ['underWay', 'waiting', 'failed', 'skipped'] as const;
const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });
const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });

/** How far the batch is, how fast, and until when. */
export function BatchProgress({ batch, human }: BatchProgressProps) {
  const { counts, pace } = batch;
  const all = allOf(counts);
  const facts = [
    ...STATES.filter((state) => counts[state] > 0).map(
      (state) => `${number.format(counts[state])} ${words.counts[state]}`,
    ),
    ...(pace === null ? [] : [words.keysPerHour(Math.round(pace.keysPerHour))]),
    ...(pace?.endsAt ? [words.endsAt(timeAhead(pace.endsAt))] : []),
    ...(human.keys === 0 ? [] : [words.handsPerKey(number.format(human.actions / human.keys))]),
  ];
  return (
    <section aria-label={words.progress} className="flex flex-col gap-2">
      <p className="font-semibold text-title">{words.ofAll(counts.done, all)}</p>
      <progress
        className="kw-progress h-2 w-full print:hidden"
        value={counts.done}
        max={Math.max(all, 1)}
        aria-label={words.ofAll(counts.done, all)}
      />
      {facts.length > 0 && <p className="text-muted">{facts.join(' · ')}</p>}
      <p className="hidden text-muted print:block">
        {words.madeBy} <bdi>{batch.createdBy.displayName ?? batch.createdBy.id}</bdi>
        {batch.startedAt !== null && ` · ${words.startedAt(day.format(new Date(batch.startedAt)))}`}
        {batch.endedAt !== null && ` · ${words.endedAt(day.format(new Date(batch.endedAt)))}`}
      </p>
    </section>
  );
}
