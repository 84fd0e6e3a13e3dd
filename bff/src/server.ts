import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import { AppError } from '#shared/failure/appError.ts';
import { createApp } from './app.ts';
import { type Auditing, openAuditing } from './audit/openAuditing.ts';
import { composeBackend } from './composeDeps.ts';
import { SettingError } from './config/settingError.ts';
import { type Config, readConfig } from './config.ts';
import type { AppDeps } from './deps.ts';
import { closeOpenEnrolments } from './enrolment/closeOpenEnrolments.ts';
import { runRepeatedly, type StopJobs } from './jobs/runRepeatedly.ts';
import { createLogger, type Logger } from './log/logger.ts';
import { placeOf } from './log/placeOf.ts';
import { seedProfiles } from './profiles/seedProfiles.ts';
import { stopServer } from './stopServer.ts';
import { openStore, type Store } from './store/store.ts';

const HEADERS_WITHIN_MS = 10_000;
const REQUEST_WITHIN_MS = 30_000;

const output = {
  write: (line: string) => {
    process.stdout.write(`${line}\n`);
  },
  now: () => Date.now(),
};

function readSettings(log: Logger): Config {
  const { config, warnings } = readConfig(process.env, output.now());
  for (const warning of warnings) log.warn('setting_warning', warning);
  return config;
}

function openDatabase(config: Config, log: Logger): Promise<Store> {
  const { database } = config;
  const settings =
    database.kind === 'external'
      ? { databaseUrl: database.url, dataDirectory: '' }
      : { dataDirectory: database.dataDir };
  return openStore(settings, log);
}

function listen(server: Server, config: Config): Promise<string> {
  const { host, port } = config.listen;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      const shownHost = host.includes(':') ? `[${host}]` : host;
      resolve(`http://${shownHost}:${bound}`);
    });
  });
}

function createHttpServer(deps: AppDeps): Server {
  const app = createApp(deps);
  const server = createAdaptorServer({
    fetch: app.fetch,
    createServer,
    // The library would put its own Request and Response in place of Node's for the whole process.
    overrideGlobalObjects: false,
    serverOptions: { headersTimeout: HEADERS_WITHIN_MS, requestTimeout: REQUEST_WITHIN_MS },
  });
  return server as Server;
}

interface Running {
  readonly server: Server;
  readonly stopJobs: StopJobs;
  readonly auditing: Auditing;
  readonly store: Store;
}

/** Ends the process in order on SIGTERM and SIGINT: requests and jobs first, then the audit, the database last. */
function stopOnSignal({ server, stopJobs, auditing, store }: Running, log: Logger): void {
  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info('stopping', { signal });
    await Promise.all([stopServer(server), stopJobs()]);
    await auditing.stop();
    await store.close();
    log.info('stopped');
    process.exitCode = 0;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      stop(signal).catch((error: unknown) => crash(log, error));
    });
  }
}

/** Kind and place of an error and never its text, which may hold what was being written. */
function traceOf(error: unknown) {
  const errorAt = placeOf(error);
  return {
    errorName: error instanceof Error ? error.name : typeof error,
    ...(errorAt === undefined ? {} : { errorAt }),
    ...(error instanceof AppError ? { code: error.code } : {}),
  };
}

/** The last words of a process. */
function crash(log: Logger, error: unknown): never {
  log.error('crashed', traceOf(error));
  process.exit(1);
}

function reportFailedStart(log: Logger, error: unknown): void {
  if (error instanceof SettingError) {
    for (const problem of error.problems) log.error('setting_invalid', problem);
  }
  log.error('start_failed', {
    ...traceOf(error),
    // Our own errors are written to be read; those of others may quote what they were given.
    ...(error instanceof AppError && !(error instanceof SettingError)
      ? { reason: error.message }
      : {}),
  });
}

async function start(log: Logger): Promise<void> {
  const config = readSettings(log);
  const leveled = createLogger({ ...output, level: config.logLevel });
  const store = await openDatabase(config, leveled);
  try {
    const auditing = await openAuditing({
      ...{ config, store, log: leveled, now: output.now, fetch },
      whenRestored: (queries, audit) => {
        const parts = { audit, now: output.now, newId: randomUUID, log: leveled };
        return closeOpenEnrolments(parts, queries, 'database_restored');
      },
    });
    await seedProfiles(store, output.now);
    const { deps, jobs } = composeBackend(config, leveled, store, auditing);
    const server = createHttpServer(deps);
    const address = await listen(server, config);
    stopOnSignal({ server, stopJobs: runRepeatedly(jobs, leveled), auditing, store }, leveled);
    leveled.info('listening', { address });
  } catch (error) {
    await store.close();
    throw error;
  }
}

const log = createLogger(output);
process.on('uncaughtException', (error) => crash(log, error));
process.on('unhandledRejection', (error) => crash(log, error));
try {
  await start(log);
} catch (error) {
  reportFailedStart(log, error);
  process.exitCode = 1;
}
