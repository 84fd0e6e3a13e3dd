import pg from 'pg';
import type { Logger } from '#bff/log/logger.ts';
import type { Secret } from '#bff/log/secret.ts';
import { startEmbeddedPostgres } from './embeddedPostgres.ts';
import { holdEnrolment } from './holdEnrolment.ts';
import { migrateDatabase } from './migrateDatabase.ts';
import { createStatementPreparation } from './preparedStatements.ts';
import type { Queries } from './queries.ts';
import { queriesOver } from './queriesOver.ts';
import { sendTogether } from './sendTogether.ts';
import { toStoreFailure, translated } from './storeFailure.ts';
import { type CommitWith, transact } from './transact.ts';

/** The database as the rest of the backend sees it. Failures: AppError `database_unavailable`, `conflict`. */
export interface Store {
  /** Single statements on any connection. */
  read<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** All or nothing. */
  transaction: Transact;
  /**
   * Alone with one enrolment, whichever backend runs: nobody else gets in until `work` is done. Transactions of `work`
   * go over the very connection that holds the lock, so who lost the lock cannot write either.
   * @param patience `none` gives up at once where another request holds the enrolment; else that is waited for.
   * @throws AppError `conflict` when another request holds the enrolment for too long.
   */
  withEnrolment<T>(
    enrolmentId: string,
    work: (alone: EnrolmentHold) => Promise<T>,
    patience?: 'none',
  ): Promise<T>;
  /**
   * The same with patience, for who begins by reading: what is read is asked for together with the lock, and read once that is
   * held.
   */
  withEnrolmentRead<T, R>(
    enrolmentId: string,
    read: (queries: Queries) => Promise<R>,
    work: (alone: EnrolmentHold, read: R) => Promise<T>,
  ): Promise<T>;
  /**
   * Single short statements over connections kept apart for them, for what may be lost when the database crashes. They get
   * through also while every other connection is held by an enrolment that waits for what these statements decide.
   */
  aside<T>(work: (queries: Queries) => Promise<T>): Promise<T>;
  /** Rejects when the database does not answer. */
  check(): Promise<void>;
  /** Ends the connections and stops the server if it is ours. */
  close(): Promise<void>;
}

/** The connection that holds an enrolment. */
export interface EnrolmentHold {
  readonly queries: Queries;
  readonly transaction: Transact;
}

/** Runs a transaction; see {@link CommitWith} for how it may end. */
export type Transact = <T>(
  work: (queries: Queries, commitWith: CommitWith) => Promise<T>,
) => Promise<T>;

/** Where the data is: an external server, or a directory for one of our own. */
export interface StoreSettings {
  readonly databaseUrl?: Secret<string> | undefined;
  readonly dataDirectory: string;
}

const CONNECTIONS = 20;
const CONNECTIONS_ASIDE = 2;
const CONNECT_WITHIN_MS = 5_000;
const STATEMENT_WITHIN_MS = 30_000;
/** Whoever asks aside has something else to do when there is no answer. */
const ASIDE_WITHIN_MS = 2_000;
const LOCK_WITHIN_MS = 25_000;
const DATABASE = 'postgres';

/**
 * Opens the database: the one of `DATABASE_URL`, else our own PostgreSQL under the data directory. Migrates it.
 * @throws AppError `database_unavailable`, `setting_invalid`.
 */
export async function openStore(settings: StoreSettings, log: Logger): Promise<Store> {
  const { databaseUrl } = settings;
  if (databaseUrl !== undefined) return connectStore(databaseUrl.reveal(), log, async () => {});
  const server = await startEmbeddedPostgres({
    directory: `${settings.dataDirectory}/postgres`,
    onChange: (state) =>
      state === 'ended' ? log.error('database_unavailable') : log.warn('database_ready'),
  });
  try {
    return await connectStore(server.url(DATABASE), log, () => server.stop());
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Connects to a database by its URL and migrates it; `stopServer` is called at the end. */
export async function connectStore(
  url: string,
  log: Logger,
  stopServer: () => Promise<void>,
): Promise<Store> {
  const pool = openPool(log, {
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    statement_timeout: STATEMENT_WITHIN_MS,
    lock_timeout: LOCK_WITHIN_MS,
    // Statements that do not need each other's answers are on their way together.
    pipeline: true,
  });
  try {
    await migrateDatabase(pool);
  } catch (error) {
    await pool.end();
    throw toStoreFailure(error);
  }
  const aside = openPool(log, {
    connectionString: url,
    max: CONNECTIONS_ASIDE,
    connectionTimeoutMillis: ASIDE_WITHIN_MS,
    query_timeout: ASIDE_WITHIN_MS,
    statement_timeout: ASIDE_WITHIN_MS,
    // What is written here may be lost with a crash of the database, so nobody waits for the disk.
    options: '-c synchronous_commit=off',
  });
  log.info('database_ready');
  return storeOver({ pool, aside }, stopServer);
}

function openPool(log: Logger, settings: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(settings);
  const preparation = createStatementPreparation();
  // A connection that breaks is replaced by the next use, which reports what it meets. The pool listens to idle ones
  // only; one that breaks while it is held and silent, as during a call to Graph, would end the process.
  pool.on('connect', (client) => {
    sendTogether(client);
    preparation.prepareOn(client);
    client.on('error', () => log.warn('database_unavailable'));
  });
  pool.on('error', () => undefined);
  return pool;
}

interface Pools {
  readonly pool: pg.Pool;
  readonly aside: pg.Pool;
}

function storeOver({ pool, aside }: Pools, stopServer: () => Promise<void>): Store {
  return {
    read: (work) => translated(() => work(queriesOver(pool))),
    transaction: (work) =>
      translated(async () => {
        const client = await pool.connect();
        let isClean = false;
        try {
          const result = await transact(client, queriesOver(client), work);
          isClean = true;
          return result;
        } finally {
          client.release(!isClean && client.getTransactionStatus() !== 'I');
        }
      }),
    withEnrolment: (enrolmentId, work, patience) =>
      translated(() => holdEnrolment(pool, enrolmentId, patience, nothing, work)),
    withEnrolmentRead: (enrolmentId, read, work) =>
      translated(() => holdEnrolment(pool, enrolmentId, undefined, read, work)),
    aside: (work) => translated(() => work(queriesOver(aside))),
    check: () =>
      translated(async () => {
        await pool.query('select 1');
      }),
    async close() {
      await Promise.all([pool.end(), aside.end()]);
      await stopServer();
    },
  };
}

const nothing = async () => undefined;
