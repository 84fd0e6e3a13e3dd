import type pg from 'pg';
import { AppError } from '#shared/failure/appError.ts';
import type { Queries } from './queries.ts';
import { queriesOver } from './queriesOver.ts';
import type { EnrolmentHold } from './store.ts';
import { translated } from './storeFailure.ts';
import { transact } from './transact.ts';

/** First half of the advisory lock's key, so that no other use of such locks meets ours. */
const ENROLMENT_LOCKS = 7_418;

/**
 * Has a connection hold an enrolment while `work` is done.
 * @param patience `none` does not wait for whoever holds it.
 * @param read asked for right behind the lock, before that is answered; PostgreSQL reads it once the lock is held.
 * @throws AppError `conflict` without patience; what `read` and `work` throw.
 */
export async function holdEnrolment<T, R>(
  pool: pg.Pool,
  enrolmentId: string,
  patience: 'none' | undefined,
  read: (queries: Queries) => Promise<R>,
  work: (alone: EnrolmentHold, read: R) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let isClean = false;
  try {
    const key = [ENROLMENT_LOCKS, enrolmentId.toLowerCase()];
    const queries = queriesOver(client);
    let reading: Promise<R> | undefined;
    if (patience === undefined) {
      const locked = client.query('select pg_advisory_lock($1, hashtext($2))', key);
      reading = read(queries);
      // Without the lock it does not matter what came of it.
      reading.catch(() => undefined);
      await locked;
    } else if (!(await isLockedAtOnce(client, key))) {
      isClean = true;
      throw new AppError('conflict', 'another request works on this enrolment');
    }
    try {
      const hold: EnrolmentHold = {
        queries,
        transaction: (step) => translated(() => transact(client, queries, step)),
      };
      return await work(hold, await (reading ?? read(queries)));
    } finally {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', key);
      isClean = true;
    }
  } finally {
    client.release(!isClean);
  }
}

async function isLockedAtOnce(client: pg.PoolClient, key: unknown[]): Promise<boolean> {
  const text = 'select pg_try_advisory_lock($1, hashtext($2)) as held';
  const { rows } = await client.query<{ held: boolean }>(text, key);
  return rows[0]?.held === true;
}
