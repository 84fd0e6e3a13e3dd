import { AppError } from '#shared/failure/appError.ts';
import type { Caller } from './auth/caller.ts';
import { testEnvironment, testFiles } from './config/testSettings.ts';
import { type Config, readConfig } from './config.ts';
import type { AppDeps } from './deps.ts';
import type { BulkDirectory } from './graph/bulkDirectory.ts';
import type { Directory } from './graph/directory.ts';
import { createLogger } from './log/logger.ts';

/** The clock of tests, in milliseconds. */
export const TEST_NOW = Date.parse('2027-06-01T09:00:00Z');

/** A configuration as {@link readConfig} would make it, with changes. */
export function testConfig(changes: Partial<Config> = {}): Config {
  return { ...readConfig(testEnvironment(), TEST_NOW, testFiles()).config, ...changes };
}

/** A caller with one role; an operator unless said otherwise. */
export function testCaller(changes: Partial<Caller> = {}): Caller {
  return {
    id: '11111111-2222-4333-8444-555555555555',
    tenantId: testConfig().tenantId,
    roles: ['Operator'],
    displayName: 'Adele Vance',
    userPrincipalName: 'adele.vance@contoso.example',
    isGuest: false,
    issuedAt: TEST_NOW / 1000,
    acrs: [],
    authTime: null,
    ...changes,
  };
}

/** A directory in which every call is a mistake, but for those given. */
export function testDirectory(calls: Partial<Directory> = {}): Directory {
  const unexpected = (name: string) => () => Promise.reject(new TypeError(`unexpected ${name}`));
  return {
    tenantName: unexpected('tenantName'),
    searchPeople: unexpected('searchPeople'),
    getPerson: unexpected('getPerson'),
    readTarget: unexpected('readTarget'),
    targetNow: unexpected('targetNow'),
    readiness: unexpected('readiness'),
    isModelAllowed: unexpected('isModelAllowed'),
    listPasskeys: unexpected('listPasskeys'),
    creationOptions: unexpected('creationOptions'),
    createPasskey: unexpected('createPasskey'),
    deletePasskey: unexpected('deletePasskey'),
    renamePasskey: unexpected('renamePasskey'),
    ...calls,
  };
}

/** The same for reads of many people. */
export function testBulkDirectory(calls: Partial<BulkDirectory> = {}): BulkDirectory {
  const unexpected = (name: string) => () => Promise.reject(new TypeError(`unexpected ${name}`));
  return {
    searchGroups: unexpected('searchGroups'),
    searchUnits: unexpected('searchUnits'),
    groupPeople: unexpected('groupPeople'),
    findPeople: unexpected('findPeople'),
    protectedIds: unexpected('protectedIds'),
    ...calls,
  };
}

/** Remembers nothing: every call is a new one. */
export const FORGETFUL: AppDeps['idempotency'] = {
  claim: () => Promise.resolve({ kind: 'new', attempt: '' }),
  settle: () => Promise.resolve(),
  release: () => Promise.resolve(),
  sweep: () => Promise.resolve(0),
};

/** A logger that keeps its lines, parsed. */
export function testLog() {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({
    write: (line) => lines.push(JSON.parse(line) as Record<string, unknown>),
    now: () => TEST_NOW,
    level: 'debug',
  });
  return { log, lines };
}

/** Validates tokens by looking them up: the token `operator` is the operator. Others are refused. */
export function testTokens(callers: Readonly<Record<string, Caller>>): AppDeps['validateToken'] {
  return async (token) => {
    const caller = callers[token];
    if (caller === undefined) throw new AppError('session_missing', 'not one of ours');
    return caller;
  };
}
