import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createAuditLog } from '#bff/audit/auditLog.ts';
import { SYSTEM_ACTOR } from '#bff/audit/auditRecord.ts';
import { SettingError } from '#bff/config/settingError.ts';
import { type Config, readConfig } from '#bff/config.ts';
import { REAL_GRAPH_PORTS } from '#bff/graph/graphPorts.ts';
import { openGraphClient } from '#bff/graph/openGraphClient.ts';
import { createLeases } from '#bff/jobs/leases.ts';
import { createLogger, type Logger } from '#bff/log/logger.ts';
import { createOutbox } from '#bff/mail/outbox.ts';
import { openStore, type Store } from '#bff/store/store.ts';
import type { PostureReport } from '#shared/api/posture.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createPostureDesk, type PostureDesk } from './postureDesk.ts';
import { postureLines } from './postureLines.ts';

const HELP = `posture [--json]

Looks whether the tenant is set up as it should be, with the settings and the database of the backend, and ends with 0 when
all is ok, 1 when something is not, 2 when something could not be looked at.`;

/** How a look ended. */
const POSTURE_EXIT = { ok: 0, notOk: 1, notLooked: 2 } as const;

const LOOKS_BETWEEN_MS = 2_000;
/** Somebody else's look is over by then. */
const PATIENCE = 60;

/** What a run works with. */
export interface RunParts {
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
  /** Opens the desk; a test brings its own. */
  readonly open?: (env: RunParts['env']) => Promise<OpenDesk>;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** A desk over an open database. */
export interface OpenDesk {
  readonly desk: Pick<PostureDesk, 'look' | 'report'>;
  close(): Promise<void>;
}

/** `npm run posture`. @returns the exit code. */
export async function runPosture({
  options,
  env,
  say,
  open = openDesk,
  sleep = REAL_GRAPH_PORTS.sleep,
}: RunParts): Promise<number> {
  try {
    const { values } = parseArgs({
      args: [...options],
      options: { json: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.help === true) {
      say(HELP);
      return POSTURE_EXIT.ok;
    }
    const report = await look(await open(env), sleep);
    if (values.json === true) say(JSON.stringify(report, null, 2));
    else for (const line of postureLines(report)) say(line);
    return exitOf(report);
  } catch (error) {
    say(`Not looked at: ${reasonOf(error)}`);
    return POSTURE_EXIT.notLooked;
  }
}

async function look(
  { desk, close }: OpenDesk,
  sleep: (ms: number) => Promise<void>,
): Promise<PostureReport> {
  try {
    let report = await desk.look({ id: SYSTEM_ACTOR, requestId: randomUUID() });
    for (let turn = 0; report.isLooking && turn < PATIENCE; turn += 1) {
      await sleep(LOOKS_BETWEEN_MS);
      report = await desk.report();
    }
    return report;
  } finally {
    await close();
  }
}

function exitOf({ checks, isLooking }: PostureReport): number {
  const has = (...states: readonly string[]) => checks.some(({ state }) => states.includes(state));
  if (has('broken', 'attention')) return POSTURE_EXIT.notOk;
  const isSeen = checks.length > 0 && !isLooking && !has('unknown');
  return isSeen ? POSTURE_EXIT.ok : POSTURE_EXIT.notLooked;
}

/** Texts of other errors may quote what they were given. */
function reasonOf(error: unknown): string {
  if (error instanceof SettingError) {
    return error.problems.map(({ setting, reason }) => `${setting} ${reason}`).join('; ');
  }
  if (error instanceof AppError) return error.code;
  const { code }: { code?: unknown } = Object(error);
  return typeof code === 'string' ? code : 'internal';
}

async function openDesk(env: RunParts['env']): Promise<OpenDesk> {
  const now = () => Date.now();
  const { config } = readConfig(env, now());
  const log = createLogger({
    write: (line) => void process.stderr.write(`${line}\n`),
    now,
    level: 'error',
  });
  const store = await openDatabase(config, log);
  const newId = () => randomUUID();
  const { mail } = config;
  const takes = { people: mail.route !== null, alerts: mail.alertAddress !== null };
  const desk = createPostureDesk({
    ...{ config, store, now, newId, log },
    client: openGraphClient(config, log, store).client,
    audit: createAuditLog({ now }),
    outbox: createOutbox({ now, newId, takes }),
    leases: createLeases({ holder: newId(), now }),
  });
  return { desk, close: () => store.close() };
}

function openDatabase({ database }: Config, log: Logger): Promise<Store> {
  return database.kind === 'external'
    ? openStore({ databaseUrl: database.url, dataDirectory: '' }, log)
    : openStore({ dataDirectory: database.dataDir }, log);
}
