import type { TabMemory } from '../runMemory.ts';

/** What somebody was about to do when they were sent to sign in again. */
export interface PendingWish {
  readonly wish: 'remove' | 'lost' | 'rename' | 'report';
  /** The id of the key, or of what happened to it. */
  readonly id: string;
}

/** Keeps a wish over the way to the sign-in page and back, and gives it out once. */
export interface WishMemory {
  keep(wish: PendingWish): void;
  take(): PendingWish | null;
}

const MEMORY_KEY = 'keywright.keyWish';
const SHAPE = /^(remove|lost|rename|report) ([\w-]{1,1365})$/;

/** Remembers ids and nothing else; what is done is asked again. */
export function createWishMemory(memory: TabMemory): WishMemory {
  return {
    keep: ({ wish, id }) => memory.setItem(MEMORY_KEY, `${wish} ${id}`),
    take() {
      const [, wish, id] = SHAPE.exec(memory.getItem(MEMORY_KEY) ?? '') ?? [];
      memory.setItem(MEMORY_KEY, '');
      if (wish === undefined || id === undefined) return null;
      return { wish: wish as PendingWish['wish'], id };
    },
  };
}
