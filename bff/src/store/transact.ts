import type pg from 'pg';
import { AppError } from '#shared/failure/appError.ts';
import type { Queries } from './queries.ts';
import { isAborted } from './storeFailure.ts';

/**
 * The last statements of a transaction, and COMMIT right behind them: nobody waits for an answer in between, and what they lock is
 * locked that much shorter. Each has to be on its way when its call returns, or throw, and then nothing is committed. It is the last
 * thing that a transaction does.
 */
export type CommitWith = (...statements: (() => Promise<unknown>)[]) => Promise<void>;

/**
 * All or nothing over one connection. BEGIN goes out together with the first statement, whose answer tells of both, so nobody
 * waits for it alone; the connection has to be one that may send before it was answered (`pipeline`).
 * @param queries over this very connection
 * @throws AppError `database_unavailable` where PostgreSQL took back what it was told to keep; what `work` throws.
 */
export async function transact<T>(
  client: pg.ClientBase,
  queries: Queries,
  work: (queries: Queries, commitWith: CommitWith) => Promise<T>,
): Promise<T> {
  const begun = client.query('begin');
  // Who asks next on a broken connection hears the same.
  begun.catch(() => undefined);
  let committed: Promise<pg.QueryResult> | undefined;
  const commitWith: CommitWith = async (...statements) => {
    const sent = sendAll(statements);
    committed = client.query('commit');
    committed.catch(() => undefined);
    await allOf(sent);
  };
  try {
    const result = await work(queries, commitWith);
    await begun;
    // After a statement that failed PostgreSQL answers COMMIT with a rollback, and calls that no error.
    const { command } = await (committed ?? client.query('commit'));
    if (command !== 'COMMIT') throw new AppError('database_unavailable', 'it was rolled back');
    return result;
  } catch (error) {
    // Answered after a COMMIT as well: nobody asks the connection anything else before that one is over.
    await client.query('rollback');
    throw error;
  }
}

/** Puts them on their way. What fails is heard of by {@link allOf}, or by nobody where one of them could not be sent. */
export function sendAll(statements: readonly (() => Promise<unknown>)[]): Promise<unknown>[] {
  const sent: Promise<unknown>[] = [];
  for (const send of statements) {
    const one = send();
    one.catch(() => undefined);
    sent.push(one);
  }
  return sent;
}

/**
 * Waits for statements of one transaction. Rejects with the failure that ended the transaction, not with one of the refusals that
 * follow from it.
 */
export async function allOf(sent: readonly Promise<unknown>[]): Promise<void> {
  const ended = await Promise.allSettled(sent);
  const failures = ended.flatMap((one) => (one.status === 'rejected' ? [one] : []));
  const [first] = failures;
  const cause = failures.find(({ reason }) => !isAborted(reason)) ?? first;
  if (cause !== undefined) throw cause.reason;
}
