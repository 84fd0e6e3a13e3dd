import type { Batch } from '#shared/api/batches.ts';
import { Button } from '#web/components/Button.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { Skeleton } from '#web/components/Skeleton.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { allOf } from '../batchState.ts';
import { type ShownPeople, useBatchPeople } from '../useBatch.ts';
import { PersonRow } from './PersonRow.tsx';

const STATES = ['waiting', 'underWay', 'done', 'failed', 'skipped'] as const;
/** As many as the backend looks for. */
const MOST_CHARACTERS = 120;
const HEAD =
  'sticky top-12 z-1 print:static border-line-strong border-b bg-canvas px-2 py-2 text-left font-semibold text-muted text-small';

interface PeopleTableProps {
  readonly batch: Batch;
  readonly shown: ShownPeople;
  readonly onShow: (shown: ShownPeople) => void;
}

/** Everybody of the batch in list order, or those who are asked for, with what came of them. */
export function PeopleTable({ batch, shown, onShow }: PeopleTableProps) {
  const { state, text } = shown;
  const list = useBatchPeople(batch.id, shown);
  const people = list.data?.pages.flatMap((page) => page.people) ?? [];
  return (
    <section aria-labelledby="batch-people" className="flex flex-col gap-3">
      <h2 id="batch-people" className="font-semibold text-title">
        {words.people}
      </h2>
      <fieldset className="flex flex-wrap gap-2 print:hidden">
        <legend className="sr-only">{words.status}</legend>
        <Chip isOn={state === null} onPress={() => onShow({ ...shown, state: null })}>
          {`${words.all} ${allOf(batch.counts)}`}
        </Chip>
        {STATES.filter((one) => batch.counts[one] > 0 || one === state).map((one) => (
          <Chip key={one} isOn={state === one} onPress={() => onShow({ ...shown, state: one })}>
            {`${words.personStates[one]} ${batch.counts[one]}`}
          </Chip>
        ))}
      </fieldset>
      <div className="max-w-xl print:hidden">
        <TextField
          label={words.find}
          placeholder={words.findPlaceholder}
          type="search"
          autoComplete="off"
          spellCheck={false}
          maxLength={MOST_CHARACTERS}
          value={text}
          onChange={(event) => onShow({ ...shown, text: event.currentTarget.value })}
        />
      </div>
      {text.trim() !== '' && (
        <p className="hidden text-muted print:block">{words.onlyFound(text.trim())}</p>
      )}
      {state !== null && (
        <p className="hidden text-muted print:block">
          {words.onlyThese(words.personStates[state], batch.counts[state])}
        </p>
      )}
      {list.isPending && <Skeleton label={words.loadingPeople} />}
      <QueryFailure of={list} />
      {list.data !== undefined && people.length === 0 && (
        <p className="text-muted">{words.nobody}</p>
      )}
      {people.length > 0 && (
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">{words.peopleCaption}</caption>
          <thead>
            <tr>
              <th scope="col" className={`${HEAD} max-wide:hidden print:table-cell`}>
                {words.position}
              </th>
              <th scope="col" className={HEAD}>
                {words.person}
              </th>
              <th scope="col" className={`${HEAD} max-wide:hidden print:table-cell`}>
                {words.key}
              </th>
              <th scope="col" className={HEAD}>
                {words.status}
              </th>
              <th scope="col" className={`${HEAD} print:hidden`}>
                <span className="sr-only">{words.skip}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {people.map((person) => (
              <PersonRow key={person.holder.id} batch={batch} person={person} />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <Button
          className="self-center print:hidden"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {words.more}
        </Button>
      )}
    </section>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly children: string;
}

function Chip({ isOn, onPress, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={isOn}
      onClick={onPress}
      className="min-h-10 rounded-full border border-line-strong px-4 hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-semibold aria-pressed:text-accent-text"
    >
      {children}
    </button>
  );
}
