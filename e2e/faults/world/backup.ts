import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import * as accessPassTables from '#bff/store/accessPassTables.ts';
import * as approvalTable from '#bff/store/approvalTable.ts';
import * as batchPeopleTable from '#bff/store/batchPeopleTable.ts';
import * as batchTable from '#bff/store/batchTable.ts';
import * as bulkRemovalTables from '#bff/store/bulkRemovalTables.ts';
import * as invitationTable from '#bff/store/invitationTable.ts';
import * as operatorTables from '#bff/store/operatorTables.ts';
import * as ownKeyTables from '#bff/store/ownKeyTables.ts';
import * as postureTable from '#bff/store/postureTable.ts';
import * as schema from '#bff/store/schema.ts';

// Backup and restore of a lane's database by SQL of its own. Triggers and foreign keys are off meanwhile, as they are for
// pg_restore; the sequence of the leases goes back as well.

/** Every table that there is; {@link FORGOTTEN} would name another one. */
const TABLES = [
  schema,
  batchTable,
  batchPeopleTable,
  operatorTables,
  accessPassTables,
  invitationTable,
  approvalTable,
  ownKeyTables,
  postureTable,
  bulkRemovalTables,
]
  .flatMap((part) => Object.values<unknown>({ ...part }))
  .flatMap((part) => (is(part, PgTable) ? [getTableName(part)] : []));
const COPIES = 'backup';
const SEQUENCE = 'lease_tokens';

/** Names the tables that would neither be cleared nor copied. */
export const FORGOTTEN = `select tablename from pg_tables where schemaname = 'public'
  and tablename not in (${TABLES.map((name) => `'${name}'`).join(', ')})`;

/** Makes room for one backup. */
export const PREPARE_BACKUP = [
  `create schema ${COPIES}`,
  ...TABLES.map((name) => `create table ${COPIES}.${name} (like public.${name})`),
  `create table ${COPIES}.${SEQUENCE} (last_value bigint)`,
].join(';');

function quietly(statements: readonly string[]): string {
  return ['begin', 'set local session_replication_role = replica', ...statements, 'commit'].join(
    ';',
  );
}

/** Leaves nothing in any table. */
export const CLEAR = quietly(TABLES.map((name) => `delete from public.${name}`));

/** Copies everything aside. */
export const BACK_UP = quietly([
  ...TABLES.flatMap((name) => [
    `delete from ${COPIES}.${name}`,
    `insert into ${COPIES}.${name} select * from public.${name}`,
  ]),
  `delete from ${COPIES}.${SEQUENCE}`,
  `insert into ${COPIES}.${SEQUENCE} select last_value from public.${SEQUENCE}`,
]);

/** Puts the copy in the place of everything. */
export const RESTORE = quietly([
  ...TABLES.flatMap((name) => [
    `delete from public.${name}`,
    `insert into public.${name} select * from ${COPIES}.${name}`,
  ]),
  `select setval('public.${SEQUENCE}', last_value) from ${COPIES}.${SEQUENCE}`,
]);
