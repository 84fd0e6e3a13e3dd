import { spawn } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createPinEscrow, escrowKeyName } from '#bff/escrow/pinEscrow.ts';
import { Secret } from '#bff/log/secret.ts';
import { findPostmaster, isAlive } from '#bff/store/postmasterPid.ts';
import { queriesOver } from '#bff/store/queriesOver.ts';
import type { JournalEntry, JournalEvent } from '#shared/enrolment/journal.ts';
import type { KeyIdentity } from '#shared/enrolment/keyIdentity.ts';

const POLL_MS = 20;

/** The backend's embedded PostgreSQL, looked at and switched off from outside. */
export interface DeskDatabase {
  journal(enrolmentId: string): Promise<JournalEntry[]>;
  /** The PIN in escrow, opened with the master key as the backend does it; null where none was sealed. */
  sealedPin(enrolmentId: string, holderId: string, key: KeyIdentity): Promise<string | null>;
  /** Journal and audit log of an enrolment, as text to search in. */
  books(enrolmentId: string): Promise<string>;
  stop(): Promise<void>;
  /** The same server on the same port, as a service manager would start it again. */
  start(): Promise<void>;
}

/** @param directory the backend's data directory @param escrowKeyFile 32 bytes, base64 */
export function openDeskDatabase(
  directory: string,
  escrowKeyFile: string,
  tenantId: string,
): DeskDatabase {
  const home = join(directory, 'postgres');
  const data = join(home, 'data');

  async function connected<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const password = (await readFile(join(home, 'password'), 'utf8')).trim();
    const server = await findPostmaster(data);
    if (server === undefined) throw new Error('the database does not run');
    const connectionString = `postgres://keywright:${password}@127.0.0.1:${server.port}/postgres`;
    const client = new pg.Client({ connectionString });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  async function until(condition: () => Promise<boolean>): Promise<void> {
    while (!(await condition())) await pause(POLL_MS);
  }

  return {
    journal: (enrolmentId) =>
      connected(async (client) => {
        const { rows } = await client.query<{ seq: number; at: Date; event: JournalEvent }>(
          'select seq, at, event from journal where enrolment_id = $1 order by seq',
          [enrolmentId],
        );
        return rows.map(({ seq, at, event }) => ({ seq, at: at.toISOString(), event }));
      }),

    sealedPin: (enrolmentId, holderId, key) =>
      connected(async (client) => {
        const { rowCount } = await client.query('select 1 from escrow where enrolment_id = $1', [
          enrolmentId,
        ]);
        if (rowCount === 0) return null;
        const masterKey = Buffer.from(await readFile(escrowKeyFile, 'utf8'), 'base64');
        const escrow = createPinEscrow({
          masterKey: new Secret(Uint8Array.from(masterKey)),
          tenantId,
        });
        const owner = { enrolmentId, holderId, keyName: escrowKeyName(key) };
        const queries = queriesOver(client);
        return (await escrow.open(queries, owner)).reveal();
      }),

    books: (enrolmentId) =>
      connected(async (client) => {
        const { rows } = await client.query<{ line: string }>(
          `select event::text as line from journal where enrolment_id = $1
           union all select audit::text from audit where enrolment_id = $1`,
          [enrolmentId],
        );
        return rows.map(({ line }) => line).join('\n');
      }),

    async stop() {
      const server = await findPostmaster(data);
      if (server === undefined) return;
      process.kill(server.pid, 'SIGINT');
      await until(async () => !isAlive(server.pid));
    },

    async start() {
      // One line: the program and its flags, each in quotes after the first.
      const line = await readFile(join(data, 'postmaster.opts'), 'utf8');
      const [program = '', ...quoted] = line.trim().split(/ (?=")/);
      const { uid, gid } = await stat(data);
      const flags = quoted.map((flag) => flag.slice(1, -1));
      const options = { uid, gid, cwd: home, detached: true, stdio: 'ignore' } as const;
      spawn(program, flags, options).unref();
      await until(async () => (await findPostmaster(data))?.isReady === true);
    },
  };
}
