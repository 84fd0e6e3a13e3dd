import { DrizzleQueryError } from 'drizzle-orm/errors';
import pg from 'pg';
import { AppError } from '#shared/failure/appError.ts';

const SQLSTATE = {
  uniqueViolation: '23505',
  lockNotAvailable: '55P03',
  inFailedTransaction: '25P02',
} as const;

/** Classes of SQLSTATE, and codes of Node's sockets (ENOENT: the file of one is not there), that mean: no database to talk to. */
const UNAVAILABLE = /^(08|57P|53|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|ENOENT|EAGAIN)/;
/** node-postgres gives these no code. */
const UNAVAILABLE_TEXT =
  /Connection terminated|after calling end|connection timeout|timeout exceeded|read timeout|Client has encountered|not queryable/i;

function rootOf(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? error.cause : error;
}

function codeOf(error: unknown): string {
  const root = rootOf(error);
  return root instanceof Error && 'code' in root && typeof root.code === 'string' ? root.code : '';
}

/** The name of the unique index that a failed insert or update ran into; undefined for every other failure. */
export function violatedIndex(error: unknown): string | undefined {
  const root = rootOf(error);
  if (codeOf(error) !== SQLSTATE.uniqueViolation) return undefined;
  return root instanceof Error && 'constraint' in root && typeof root.constraint === 'string'
    ? root.constraint
    : '';
}

/** A statement was refused only because one before it failed in the same transaction. */
export function isAborted(error: unknown): boolean {
  return codeOf(error) === SQLSTATE.inFailedTransaction;
}

/**
 * Turns a failure of the database into ours; everything else stays what it is. The query and its values, which Drizzle
 * puts into its message and PostgreSQL into its details, go no further.
 */
export function toStoreFailure(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  const root = rootOf(error);
  if (code === SQLSTATE.lockNotAvailable) {
    return new AppError('conflict', 'another request works on this enrolment', { cause: root });
  }
  const isUnavailable =
    UNAVAILABLE.test(code) || (root instanceof Error && UNAVAILABLE_TEXT.test(root.message));
  if (isUnavailable) {
    return new AppError('database_unavailable', 'the database does not answer', { cause: root });
  }
  return error instanceof DrizzleQueryError || error instanceof pg.DatabaseError
    ? new AppError('internal', 'the database refused a query', { cause: root })
    : error;
}

/** Does something with the database. @throws what {@link toStoreFailure} makes of what goes wrong. */
export async function translated<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toStoreFailure(error);
  }
}
