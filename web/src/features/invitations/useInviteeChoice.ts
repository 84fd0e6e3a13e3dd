import { useEffect, useState, useSyncExternalStore } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { PeopleChoice } from '#web/usecases/people/peopleChoice.ts';
import type { PersonRow } from '#web/usecases/people/peopleTable.ts';

/** So many passes one person hands out in a sitting; a list this short needs no grid. */
export const MOST_INVITEES = 200;

/**
 * Who is on the list of people to invite, looked up and checked as a batch's people are.
 * @param first the object id of somebody to begin with
 */
export function useInviteeChoice(first: string | undefined) {
  const { backend, timers } = useServices();
  const [choice] = useState(() => new PeopleChoice({ port: backend, timers }));
  useEffect(() => {
    if (first !== undefined) choice.addListed([{ reference: first, serial: null, line: 1 }]);
  }, [choice, first]);
  const state = useSyncExternalStore(choice.subscribe, choice.getState);
  const rows: readonly PersonRow[] = Array.from(
    { length: Math.min(choice.table.size, MOST_INVITEES + 1) },
    (_, at) => choice.table.rowAt(at),
  );
  return { choice, state, rows };
}
