import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Batch } from '#shared/api/batches.ts';
import { useServices } from '#web/app/providers/services.ts';
import {
  type BatchDesk,
  type BatchDeskState,
  createBatchDesk,
} from '#web/usecases/batch/batchDesk.ts';

/** This station's part in a batch. It ends when the page is left; what is under way on keys goes on. */
export function useBatchDesk(batch: Batch): { desk: BatchDesk; state: BatchDeskState } {
  const { station, batches, timers } = useServices();
  const [desk] = useState(() => createBatchDesk({ station, batches, timers, batch }));
  useEffect(() => desk.noteBatch(batch), [desk, batch]);
  useEffect(() => () => desk.stop(), [desk]);
  return { desk, state: useSyncExternalStore(desk.subscribe, desk.getState) };
}
