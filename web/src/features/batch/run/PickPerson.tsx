import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { Combobox } from '#web/components/Combobox.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';

interface PickPersonProps {
  readonly batchId: string;
  readonly onPick: (userId: string) => void;
}

const MOST_SHOWN = 8;

/** Chooses among those of the batch who wait for a key. */
export function PickPerson({ batchId, onPick }: PickPersonProps) {
  const { batches } = useServices();
  const [query, setQuery] = useState('');
  const waiting = useQuery({
    queryKey: ['batchPeople', batchId, 'pick', query.trim()],
    queryFn: ({ signal }) =>
      batches.people(batchId, { state: 'waiting', query: query.trim() }, { signal }),
    placeholderData: keepPreviousData,
  });
  const found = (waiting.data?.people ?? []).slice(0, MOST_SHOWN).map(({ holder }) => holder);
  return (
    <>
      <Combobox
        label={words.pickPerson}
        help={words.pickHelp}
        placeholder={words.pickPlaceholder}
        clearLabel={words.pickClear}
        query={query}
        onQuery={setQuery}
        items={found.map((holder) => ({
          id: holder.id,
          content: <PersonLine person={{ ...holder, enabled: true, guest: false }} />,
        }))}
        onPick={onPick}
        isBusy={waiting.isFetching}
        status={found.length === 0 && waiting.data !== undefined ? words.pickNone : null}
      />
      <QueryFailure of={waiting} />
    </>
  );
}
