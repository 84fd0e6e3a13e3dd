import type { BatchMaking } from './makeBatch.ts';

/** Somebody of the list who is not in the batch that was made of it. */
export interface LeftOutPerson {
  readonly userId: string;
  readonly displayName: string;
  /** `unknown`: not in the directory any more. `serialTaken`: the key that was to be theirs is another one's in this batch. */
  readonly why: 'unknown' | 'serialTaken';
}

/** Names everybody who was to be in a batch and is not, in list order: nobody is left out in silence. */
export function leftOutOfBatch(
  { unknown, serialsTaken }: Pick<BatchMaking, 'unknown' | 'serialsTaken'>,
  people: readonly Omit<LeftOutPerson, 'why'>[],
): readonly LeftOutPerson[] {
  const isUnknown = new Set(unknown);
  const isTaken = new Set(serialsTaken);
  return people.flatMap(({ userId, displayName }): LeftOutPerson[] => {
    const id = userId.toLowerCase();
    if (isUnknown.has(id)) return [{ userId, displayName, why: 'unknown' }];
    return isTaken.has(id) ? [{ userId, displayName, why: 'serialTaken' }] : [];
  });
}
