import type { CreateBatch } from '#shared/api/batches.ts';
import type { BatchesPort } from './batchesPort.ts';

/** Somebody who is to get a key, and which one where that is said. */
export interface BatchMember {
  readonly userId: string;
  readonly serial: string | null;
}

/** How far the making of a batch is; what is made so far is not made again. */
export interface BatchMaking {
  readonly batchId: string | null;
  /** How many people of the list it has been told of. */
  readonly told: number;
  /** Ids that the directory does not know any more. */
  readonly unknown: readonly string[];
  /** People whose key is another one's already. */
  readonly serialsTaken: readonly string[];
}

/** Nothing is made yet. */
export const NOTHING_MADE: BatchMaking = {
  batchId: null,
  told: 0,
  unknown: [],
  serialsTaken: [],
};

const PEOPLE_AT_ONCE = 200;

/**
 * Makes a batch and tells it of its people, two hundred at a time. Where that fails on the way it can be called again with
 * what `onProgress` got last: who is in the batch already is left where they are.
 * @throws AppError with the backend's code.
 */
export async function makeBatch(
  batches: Pick<BatchesPort, 'create' | 'addPeople'>,
  body: CreateBatch,
  members: readonly BatchMember[],
  from: BatchMaking,
  onProgress: (making: BatchMaking) => void,
): Promise<BatchMaking & { readonly batchId: string }> {
  const batchId = from.batchId ?? (await batches.create(body)).id;
  let making = { ...from, batchId };
  onProgress(making);
  while (making.told < members.length) {
    const people = members.slice(making.told, making.told + PEOPLE_AT_ONCE);
    const { unknown, serialsTaken } = await batches.addPeople(batchId, {
      people: people.map(({ userId, serial }) => ({ userId, serial })),
    });
    making = {
      batchId,
      told: making.told + people.length,
      unknown: [...making.unknown, ...unknown],
      serialsTaken: [...making.serialsTaken, ...serialsTaken],
    };
    onProgress(making);
  }
  return making;
}
