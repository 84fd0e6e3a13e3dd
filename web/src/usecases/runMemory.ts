/** Where a page keeps a word for itself across a reload, and no longer than its tab lives. */
export type TabMemory = Pick<Storage, 'getItem' | 'setItem'>;

/** The enrolments that have a tile at this page. Ids only: whose they are stays with the backend. */
export interface RunMemory {
  ids(): readonly string[];
  add(id: string): void;
  remove(id: string): void;
}

const MEMORY_KEY = 'keywright.enrolments';

/** Remembers tiles, so that a page loaded again still shows what has just been done. Without a place: nothing. */
export function createRunMemory(memory: TabMemory | undefined): RunMemory {
  const ids = () => (memory?.getItem(MEMORY_KEY) ?? '').split(' ').filter((id) => id !== '');
  const keep = (next: readonly string[]) => memory?.setItem(MEMORY_KEY, next.join(' '));
  return {
    ids,
    add: (id) => keep([...ids().filter((other) => other !== id), id]),
    remove: (id) => keep(ids().filter((other) => other !== id)),
  };
}
