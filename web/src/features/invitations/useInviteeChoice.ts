import { useState, useSyncExternalStore } from 'react';
import { useServices } from '#web/app/providers/services.ts';
import { PeopleChoice } from '#web/usecases/people/peopleChoice.ts';
import type { PersonRow } from '#web/usecases/people/peopleTable.ts';

/** So many passes one person hands out in a sitting; a list this short needs no grid. */
export const MOST_INVITEES = 200;

/** Who is on the list of people to invite, looked up and checked as a batch's people are. */
export function useInviteeChoice() {
  const { backend, timers } = useServices();
  const [choice] = useState(() => new PeopleChoice({ port: backend, timers }));
  const state = useSyncExternalStore(choice.subscribe, choice.getState);
  const rows: readonly PersonRow[] = Array.from(
    { length: Math.min(choice.table.size, MOST_INVITEES + 1) },
    (_, at) => choice.table.rowAt(at),
  );
  return { choice, state, rows };
}
