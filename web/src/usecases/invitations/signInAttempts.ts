import type { TabMemory } from '../runMemory.ts';

/** Sign-ins that this page sent somebody to and that have led to nothing yet. */
export interface SignInAttempts {
  count(): number;
  /** The person is sent to sign in. */
  note(): void;
  /** It has led where it should. */
  clear(): void;
  /** Sent there and back: another time is not likely to help. */
  isLoop(): boolean;
}

const MEMORY_KEY = 'keywright.signIns';
/** Once in vain may be an old session or a wrong account. */
const A_LOOP = 2;

/** Counts sign-ins across the reloads that each of them is. A number only: nothing of whom. */
export function createSignInAttempts(memory: TabMemory): SignInAttempts {
  const count = () => Number.parseInt(memory.getItem(MEMORY_KEY) ?? '', 10) || 0;
  return {
    count,
    note: () => memory.setItem(MEMORY_KEY, String(count() + 1)),
    clear: () => memory.setItem(MEMORY_KEY, '0'),
    isLoop: () => count() >= A_LOOP,
  };
}
