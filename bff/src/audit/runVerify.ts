import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import pg from 'pg';
import { startEmbeddedPostgres } from '#bff/store/embeddedPostgres.ts';
import type { Queries } from '#bff/store/queries.ts';
import { queriesOver } from '#bff/store/queriesOver.ts';
import { auditSinks } from '#bff/store/schema.ts';
import { PUBLIC_KEY_FILE, readAuditPublicKey } from './auditKey.ts';
import { parseAuditLine } from './auditLine.ts';
import type { SinkHead } from './auditSink.ts';
import { type AuditCheckpoint, isSignedBy } from './checkpoint.ts';
import { fileSinkName } from './fileSink.ts';
import { verifyDatabase } from './verifyDatabase.ts';
import { verifyFile } from './verifyFile.ts';

/** How a check ended: everything holds, something does not, or it could not be checked. */
const VERIFY_EXIT = { holds: 0, broken: 1, notChecked: 2 } as const;

const HELP = `audit:verify [--file audit.jsonl] [--public-key audit.pub] [--checkpoint line.json] [--no-database]

Checks the database of KEYWRIGHT_DATABASE_URL, DATABASE_URL or KEYWRIGHT_DATA_DIR, the file of --file or
KEYWRIGHT_AUDIT_FILE with the key of --public-key or KEYWRIGHT_AUDIT_KEY_FILE, and each against the other.
--checkpoint: a checkpoint that was kept elsewhere; what it has seen must be there.`;

const READ_ONLY = '-c default_transaction_read_only=on';

/** Our own words, which hold nothing that must not be shown. */
class NotChecked extends Error {}

/** What a check works with. */
export interface VerifyParts {
  readonly options: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly say: (line: string) => void;
}

/** Checks the audit log in the database and in its second place. @returns the exit code: 0 when everything holds, 1 at a break, 2 when it could not be checked. */
export async function runVerify({ options, env, say }: VerifyParts): Promise<number> {
  try {
    const settings = readSettings(options, env);
    if (settings === null) {
      say(HELP);
      return VERIFY_EXIT.holds;
    }
    return (await check(settings, say)) ? VERIFY_EXIT.holds : VERIFY_EXIT.broken;
  } catch (error) {
    // The text of a database's error may hold its address, which may hold a password.
    say(error instanceof NotChecked ? error.message : `Not checked: ${nameOf(error)}`);
    return VERIFY_EXIT.notChecked;
  }
}

function nameOf(error: unknown): string {
  const { name, code }: { name?: string; code?: string } = Object(error);
  return [name, code].filter((word) => word !== undefined).join(' ');
}

interface Settings {
  readonly file: string | null;
  readonly publicKeyFile: string | null;
  readonly checkpointFile: string | null;
  readonly databaseUrl: string | null;
  /** Folder of an embedded PostgreSQL. */
  readonly postgres: string | null;
}

function readSettings(options: readonly string[], env: VerifyParts['env']): Settings | null {
  const { values } = parseArgs({
    args: [...options],
    options: {
      file: { type: 'string' },
      'public-key': { type: 'string' },
      checkpoint: { type: 'string' },
      'no-database': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help === true) return null;
  const folder = env['KEYWRIGHT_DATA_DIR'] || '.keywright';
  const there = (path: string) => (existsSync(path) ? path : null);
  const isWithDatabase = values['no-database'] !== true;
  const url = env['KEYWRIGHT_DATABASE_URL'] || env['DATABASE_URL'] || null;
  return {
    file: values.file ?? (env['KEYWRIGHT_AUDIT_FILE'] || null),
    publicKeyFile:
      values['public-key'] ??
      (env['KEYWRIGHT_AUDIT_KEY_FILE'] || there(join(folder, PUBLIC_KEY_FILE))),
    checkpointFile: values.checkpoint ?? null,
    databaseUrl: isWithDatabase ? url : null,
    postgres: isWithDatabase && url === null ? there(join(folder, 'postgres')) : null,
  };
}

async function check(settings: Settings, say: VerifyParts['say']): Promise<boolean> {
  const { file } = settings;
  const isThere = await inDatabase(settings, async (queries) => {
    // In this order: a backend at work writes to the database first, then to the file, then what it remembers of it.
    const remembered = file === null ? [] : await rememberedHead(queries, file);
    const hashes = file === null ? [] : await checkFile(settings, file, remembered, say);
    const isWhole = await checkTable(queries, hashes ?? [], say);
    return isWhole && hashes !== null;
  });
  if (isThere !== null) return isThere;
  if (file === null) throw new NotChecked(HELP);
  return (await checkFile(settings, file, [], say)) !== null;
}

async function inDatabase<T>(
  { databaseUrl, postgres }: Settings,
  work: (queries: Queries) => Promise<T>,
): Promise<T | null> {
  if (databaseUrl !== null) return overUrl(databaseUrl, work);
  if (postgres === null) return null;
  const server = await startEmbeddedPostgres({ directory: postgres });
  try {
    return await overUrl(server.url('postgres'), work);
  } finally {
    await server.stop();
  }
}

async function overUrl<T>(url: string, work: (queries: Queries) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: READ_ONLY });
  try {
    return await work(queriesOver(pool));
  } finally {
    await pool.end();
  }
}

/** What the database remembers of this very file: an old copy in its place shows. */
async function rememberedHead(queries: Queries, path: string): Promise<SinkHead[]> {
  return queries
    .select()
    .from(auditSinks)
    .where(eq(auditSinks.name, fileSinkName(path)));
}

/** @returns the hashes of its records; null at a break. */
async function checkFile(
  settings: Settings,
  path: string,
  remembered: readonly SinkHead[],
  say: VerifyParts['say'],
): Promise<readonly string[] | null> {
  const { publicKeyFile, checkpointFile } = settings;
  if (publicKeyFile === null) {
    throw new NotChecked('Name the public key of the checkpoints: --public-key.');
  }
  const publicKey = readAuditPublicKey(readFileSync(publicKeyFile, 'utf8'));
  const isSigned = (checkpoint: AuditCheckpoint) => isSignedBy(checkpoint, publicKey);
  const kept = checkpointFile === null ? [] : [readCheckpoint(checkpointFile, isSigned)];
  const { broken, verifier } = await verifyFile(path, {
    isSigned,
    noted: [...remembered, ...kept],
    notedCheckpoints: [...remembered.map(({ checkpoint }) => checkpoint), ...kept].filter(
      (checkpoint) => checkpoint !== null,
    ),
  });
  if (broken !== null) {
    say(`${path}: line ${broken.line}: ${broken.problem}`);
    return null;
  }
  const { checkpoints, restores } = verifier.counts;
  const head = verifier.hashes.at(-1) ?? 'none';
  say(
    `${path}: ${verifier.hashes.length} records, ${checkpoints} checkpoints, ${restores} accepted restores, head ${head}`,
  );
  return verifier.hashes;
}

function readCheckpoint(
  path: string,
  isSigned: (checkpoint: AuditCheckpoint) => boolean,
): AuditCheckpoint {
  const line = parseAuditLine(readFileSync(path, 'utf8').trim());
  if (line?.kind === 'checkpoint' && isSigned(line.checkpoint)) return line.checkpoint;
  throw new NotChecked('The checkpoint that was kept is not one of this log.');
}

async function checkTable(
  queries: Queries,
  hashes: readonly string[],
  say: VerifyParts['say'],
): Promise<boolean> {
  const { broken, head } = await verifyDatabase(queries, hashes);
  say(
    broken === null
      ? `database: ${head.size} records, head ${head.root}`
      : `database: record ${broken.seq}: ${broken.problem}`,
  );
  return broken === null;
}
