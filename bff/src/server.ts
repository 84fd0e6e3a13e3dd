import { AppError } from '#shared/failure/appError.ts';
import { SettingError } from './config/settingError.ts';
import { type Config, readConfig } from './config.ts';
import { createLogger, type Logger } from './log/logger.ts';
import { placeOf } from './log/placeOf.ts';
import type { Serving } from './serve.ts';
import { openStore, type Store } from './store/store.ts';

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

/** Ends the process in order on SIGTERM and SIGINT. */
function stopOnSignal(serving: Serving, log: Logger): void {
  let isStopping = false;
  const stop = async (signal: string): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log.info('stopping', { signal });
    await serving.stop();
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
  const opening = openDatabase(config, leveled);
  try {
    // A database that was killed takes a moment to recover; most of the program is read meanwhile.
    const [store, { serve }] = await Promise.all([opening, import('./serve.ts')]);
    const serving = await serve({ config, log: leveled, store, now: output.now });
    stopOnSignal(serving, leveled);
    leveled.info('listening', { address: serving.address });
  } catch (error) {
    await opening.then(
      (store) => store.close(),
      () => undefined,
    );
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
