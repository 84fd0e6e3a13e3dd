import type { Group } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FailureCode } from '#shared/failure/codes.ts';
import type { PeopleListsPort } from '../ports.ts';
import type { PeopleTable } from './peopleTable.ts';

/** How far the reading of a group has come. */
export interface GroupReading {
  readonly group: Group;
  readonly state: 'reading' | 'stopped' | 'failed' | 'done';
  /** People read so far, and in all where Entra says. */
  readonly read: number;
  readonly total: number | null;
  /** Of those read, how many were on the list already. */
  readonly known: number;
  /** It has no people: no members at all, or none but devices and applications. */
  readonly hasOnlyOthers: boolean;
  readonly failure: FailureCode | null;
  /** Where to go on; undefined at the start, null at the end. */
  readonly cursor: string | null | undefined;
}

/** A reading at its start. */
export function startOfReading(group: Group): GroupReading {
  return {
    group,
    state: 'reading',
    read: 0,
    total: null,
    known: 0,
    hasOnlyOthers: false,
    failure: null,
    cursor: undefined,
  };
}

/**
 * Adds a group's people to the list, a page at a time, from where the reading stands to its end or until the signal says
 * stop. Every step is told, so that a reading that stopped or failed can go on from there.
 */
export async function readGroup(
  parts: { readonly table: PeopleTable; readonly port: Pick<PeopleListsPort, 'groupPeople'> },
  from: GroupReading,
  onStep: (reading: GroupReading) => void,
  signal: AbortSignal,
): Promise<void> {
  let reading: GroupReading = { ...from, state: 'reading', failure: null };
  const step = (change: Partial<GroupReading>) => {
    reading = { ...reading, ...change };
    onStep(reading);
  };
  step({});
  try {
    while (reading.cursor !== null) {
      const cursor: string | undefined = reading.cursor;
      const page = await parts.port.groupPeople(reading.group.id, cursor, { signal });
      let added = 0;
      for (const person of page.people) if (parts.table.addPerson(person)) added += 1;
      step({
        read: reading.read + page.people.length,
        known: reading.known + page.people.length - added,
        total: reading.total ?? page.total,
        hasOnlyOthers: page.hasOnlyOthers,
        cursor: page.cursor,
        state: page.cursor === null ? 'done' : 'reading',
      });
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    step(signal.aborted ? { state: 'stopped' } : { state: 'failed', failure: error.code });
  }
}
