/** Does work when one of a number of slots is free; those who wait hold nothing meanwhile, and go in the order in which they came. */
export type Slots = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes so many of them, for one process. */
export function createSlots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
