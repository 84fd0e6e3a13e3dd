import type pg from 'pg';
import { AppError } from '#shared/failure/appError.ts';
import type { Queries } from './queries.ts';
import { isAborted } from './storeFailure.ts';

/**
 * All or nothing over one connection. BEGIN goes out together with the first statement, whose answer tells of both, so nobody
 * waits for it alone; the connection has to be one that may send before it was answered (`pipeline`).
 * @param queries over this very connection
 * @throws AppError `database_unavailable` where PostgreSQL took back what it was told to keep; what `work` throws.
 */
export async function transact<T>(
  client: pg.ClientBase,
  queries: Queries,
  work: (queries: Queries) => Promise<T>,
): Promise<T> {
  const begun = client.query('begin');
  // Who asks next on a broken connection hears the same.
  begun.catch(() => undefined);
  try {
    const result = await work(queries);
    await begun;
    // After a statement that failed PostgreSQL answers COMMIT with a rollback, and calls that no error.
    const { command } = await client.query('commit');
    if (command !== 'COMMIT') throw new AppError('database_unavailable', 'it was rolled back');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

/**
 * Statements of one transaction on their way together. Rejects with the failure that ended the transaction, not with one of the
 * refusals that follow from it.
 */
export async function together(...statements: (() => PromiseLike<unknown>)[]): Promise<void> {
  const ended = await Promise.allSettled(statements.map(async (send) => send()));
  const failures = ended.flatMap((one) => (one.status === 'rejected' ? [one] : []));
  const [first] = failures;
  const cause = failures.find(({ reason }) => !isAborted(reason)) ?? first;
  if (cause !== undefined) throw cause.reason;
}
