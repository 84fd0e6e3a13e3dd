import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '#shared/failure/appError.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import { pinHashOf } from '../world/pinHash.ts';

/** A person at *My keys*, in one window of their browser. */
export interface Viewer {
  readonly id: string;
  readonly backend: BackendPort;
}

const TRY_AGAIN_MS = 200;
const PATIENCE_MS = 20_000;

/** Presses the button, again while nobody answers, and says that it was seen. Nothing comes of it where it is refused. */
export async function seePin(
  saw: (event: HistoryEvent) => void,
  { id, backend }: Viewer,
  enrolmentId: string,
): Promise<void> {
  const answer = await whileAway(() => backend.revealPin(enrolmentId));
  if (answer === null) return;
  const pinHash = pinHashOf(answer.pin);
  const { reservationId } = answer;
  const shown = { enrolmentId, way: 'holder', toId: id, reservationId, pinHash } as const;
  const at = Date.now();
  saw({ kind: 'pinReserved', ...shown, at });
  saw({ kind: 'pinLeft', ...shown, session: randomUUID(), at });
  await whileAway(() => backend.confirmPin(enrolmentId, answer.reservationId));
}

/** Asks again for as long as the backend is away. Null where it says no. */
async function whileAway<T>(ask: () => Promise<T>): Promise<T | null> {
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const isAway =
        error instanceof AppError &&
        ['backend_unreachable', 'database_unavailable', 'internal'].includes(error.code);
      if (!isAway || performance.now() > until) return null;
      await delay(TRY_AGAIN_MS);
    }
  }
}
