import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { startEmbeddedPostgres } from '#bff/store/embeddedPostgres.ts';
import type { Queries } from '#bff/store/queries.ts';
import * as schema from '#bff/store/schema.ts';
import { PUBLIC_KEY_FILE, readAuditPublicKey } from './auditKey.ts';
import { parseAuditLine } from './auditLine.ts';
import type { SinkHead } from './auditSink.ts';
import { type AuditCheckpoint, isSignedBy } from './checkpoint.ts';
import { fileSinkName } from './fileSink.ts';
import { verifyDatabase } from './verifyDatabase.ts';
import { verifyFile } from './verifyFile.ts';

// `npm run audit:verify`, or `node dist/bff/auditVerify.js`: checks the audit log in the database and in its second place
// (docs/operations.md). Ends with 0 when everything holds, 1 at a break, 2 when it could not be checked.

const HELP = `audit:verify [--file audit.jsonl] [--public-key audit.pub] [--checkpoint line.json] [--no-database]

Checks the database of DATABASE_URL, KEYWRIGHT_DATABASE_URL or KEYWRIGHT_DATA_DIR, the file of --file or
KEYWRIGHT_AUDIT_FILE with the key of --public-key or KEYWRIGHT_AUDIT_KEY_FILE, and each against the other.
--checkpoint: a checkpoint that was kept elsewhere; what it has seen must be there.`;

const READ_ONLY = '-c default_transaction_read_only=on';
const BROKEN = 1;
const NOT_CHECKED = 2;

class NotChecked extends Error {}

const { values } = parseArgs({
  options: {
    file: { type: 'string' },
    'public-key': { type: 'string' },
    checkpoint: { type: 'string' },
    'no-database': { type: 'boolean' },
    help: { type: 'boolean' },
  },
});
const env = process.env;
const dataFolder = env['KEYWRIGHT_DATA_DIR'] || '.keywright';
const file = values.file ?? (env['KEYWRIGHT_AUDIT_FILE'] || null);

function readKeyFile(): string {
  const given = values['public-key'] ?? env['KEYWRIGHT_AUDIT_KEY_FILE'];
  const made = join(dataFolder, PUBLIC_KEY_FILE);
  const path = given || (existsSync(made) ? made : null);
  if (path === null) throw new NotChecked('Name the public key of the checkpoints: --public-key.');
  return readFileSync(path, 'utf8');
}

function readNoted(isSigned: (checkpoint: AuditCheckpoint) => boolean): AuditCheckpoint[] {
  if (values.checkpoint === undefined) return [];
  const line = parseAuditLine(readFileSync(values.checkpoint, 'utf8').trim());
  if (line?.kind !== 'checkpoint' || !isSigned(line.checkpoint)) {
    throw new NotChecked('The checkpoint that was kept is not one of this log.');
  }
  return [line.checkpoint];
}

async function inDatabase<T>(work: (queries: Queries) => Promise<T>): Promise<T | null> {
  if (values['no-database'] === true) return null;
  const url = env['KEYWRIGHT_DATABASE_URL'] || env['DATABASE_URL'];
  if (url) return overUrl(url, work);
  const directory = join(dataFolder, 'postgres');
  if (!existsSync(directory)) return null;
  const server = await startEmbeddedPostgres({ directory });
  try {
    return await overUrl(server.url('postgres'), work);
  } finally {
    await server.stop();
  }
}

async function overUrl<T>(url: string, work: (queries: Queries) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: READ_ONLY });
  try {
    return await work(drizzle(pool, { schema, casing: 'snake_case' }));
  } finally {
    await pool.end();
  }
}

/** What the database remembers of this very file: an old copy in its place shows. */
async function rememberedHead(queries: Queries, path: string): Promise<SinkHead[]> {
  const { auditSinks } = schema;
  return queries
    .select()
    .from(auditSinks)
    .where(eq(auditSinks.name, fileSinkName(path)));
}

async function checkFile(path: string, remembered: readonly SinkHead[], key: string) {
  const publicKey = readAuditPublicKey(key);
  const isSigned = (checkpoint: AuditCheckpoint) => isSignedBy(checkpoint, publicKey);
  const { broken, verifier } = await verifyFile(path, {
    isSigned,
    noted: remembered,
    notedCheckpoints: [
      ...remembered.flatMap(({ checkpoint }) => checkpoint ?? []),
      ...readNoted(isSigned),
    ],
  });
  const { checkpoints, restores } = verifier.counts;
  if (broken !== null) {
    console.log(`${path}: line ${broken.line}: ${broken.problem}`);
    process.exitCode = BROKEN;
    return [];
  }
  const head = verifier.hashes.at(-1) ?? 'none';
  console.log(
    `${path}: ${verifier.hashes.length} records, ${checkpoints} checkpoints, ${restores} accepted restores, head ${head}`,
  );
  return verifier.hashes;
}

async function checkTable(queries: Queries, hashes: readonly string[]): Promise<void> {
  const { broken, head } = await verifyDatabase(queries, hashes);
  if (broken === null) {
    console.log(`database: ${head.size} records, head ${head.root}`);
  } else {
    console.log(`database: record ${broken.seq}: ${broken.problem}`);
    process.exitCode = BROKEN;
  }
}

async function run(): Promise<void> {
  if (values.help === true) return console.log(HELP);
  const key = file === null ? null : readKeyFile();
  const done = await inDatabase(async (queries) => {
    // In this order: a backend at work writes to the database first, then to the file, then what it remembers of it.
    const noted = file === null ? [] : await rememberedHead(queries, file);
    const hashes = file === null || key === null ? [] : await checkFile(file, noted, key);
    await checkTable(queries, hashes);
    return true;
  });
  if (done !== null) return;
  if (file === null || key === null) throw new NotChecked(HELP);
  await checkFile(file, [], key);
}

try {
  await run();
} catch (error) {
  // The text of a database's error may hold its address, which may hold a password.
  const isOurs = error instanceof NotChecked;
  console.error(
    isOurs ? error.message : `Not checked: ${error instanceof Error ? error.name : ''}`,
  );
  process.exitCode = NOT_CHECKED;
}
