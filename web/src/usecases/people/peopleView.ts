import type { FailureCode } from '#shared/failure/codes.ts';
import { type PeopleTable, STATUSES, type Status } from './peopleTable.ts';

/** What the list can be narrowed to: everybody, a status, or one reason why somebody is not ready. */
export type PeopleFilter = 'all' | 'chosen' | Status | FailureCode;

/** What it can be sorted by. */
export interface PeopleSort {
  readonly by: 'added' | 'name' | 'status' | 'passkeys';
  readonly isDescending: boolean;
}

/** How the list is to be shown. */
export interface PeopleQuery {
  readonly filter: PeopleFilter;
  readonly text: string;
  readonly sort: PeopleSort;
}

/** How many there are of each filter; a filter without anybody is absent. */
export type PeopleCounts = ReadonlyMap<PeopleFilter, number>;

/** The one thing that somebody with administrators' rights may decide against the check. */
const OVERRIDABLE: FailureCode = 'user_protected';

/** Whether an administrator may take them in all the same: being protected is all that stands in the way. */
export function isOverridable(problems: readonly FailureCode[]): boolean {
  return problems.length > 0 && problems.every((code) => code === OVERRIDABLE);
}

/** Whether a key is to be enrolled for the person in this row. */
export function isChosen(table: PeopleTable, at: number): boolean {
  const status = table.statusAt(at);
  return (
    status === 'ready' ||
    status === 'hasKeys' ||
    (status === 'stopped' && table.isIncludedAt(at) && isOverridable(table.verdictAt(at).problems))
  );
}

function fits(table: PeopleTable, at: number, filter: PeopleFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'chosen') return isChosen(table, at);
  const status = table.statusAt(at);
  return status === filter || (status === 'stopped' && hasProblem(table, at, filter));
}

function hasProblem(table: PeopleTable, at: number, filter: PeopleFilter): boolean {
  return table.verdictAt(at).problems.some((code) => code === filter);
}

/** Counts everybody under each filter they fit. */
export function countPeople(table: PeopleTable): PeopleCounts {
  const counts = new Map<PeopleFilter, number>();
  const count = (filter: PeopleFilter) => counts.set(filter, (counts.get(filter) ?? 0) + 1);
  for (let at = 0; at < table.size; at += 1) {
    const status = table.statusAt(at);
    count('all');
    count(status);
    if (isChosen(table, at)) count('chosen');
    if (status === 'stopped') for (const code of table.verdictAt(at).problems) count(code);
  }
  return counts;
}

const collator = new Intl.Collator(undefined, { sensitivity: 'base', numeric: true });

const COMPARE: Readonly<
  Record<Exclude<PeopleSort['by'], 'added'>, (table: PeopleTable, a: number, b: number) => number>
> = {
  name: (table, a, b) => collator.compare(table.nameAt(a), table.nameAt(b)),
  status: (table, a, b) =>
    STATUSES.indexOf(table.statusAt(a)) - STATUSES.indexOf(table.statusAt(b)),
  passkeys: (table, a, b) =>
    table.verdictAt(a).passkeys.length - table.verdictAt(b).passkeys.length,
};

/** The positions of the rows to show, in their order. */
export function viewPeople(table: PeopleTable, query: PeopleQuery): Uint32Array {
  const shown = new Uint32Array(table.size);
  const wanted = query.text.trim().toLowerCase();
  let count = 0;
  for (let at = 0; at < table.size; at += 1) {
    if (!fits(table, at, query.filter)) continue;
    const isFound =
      wanted === '' ||
      table.nameAt(at).toLowerCase().includes(wanted) ||
      table.principalAt(at).toLowerCase().includes(wanted);
    if (isFound) shown[count++] = at;
  }
  const view = shown.subarray(0, count);
  const { by, isDescending } = query.sort;
  if (by !== 'added') {
    const compare = COMPARE[by];
    const sign = isDescending ? -1 : 1;
    // Who compares equal stays in the order of the list.
    view.sort((a, b) => sign * compare(table, a, b) || a - b);
  } else if (isDescending) {
    view.reverse();
  }
  return view;
}
