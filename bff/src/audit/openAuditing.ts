import type { KeyObject } from 'node:crypto';
import type { Config } from '#bff/config.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Queries } from '#bff/store/queries.ts';
import type { Store } from '#bff/store/store.ts';
import { AppError } from '#shared/failure/appError.ts';
import { type AuditGate, createAuditGate } from './auditGate.ts';
import { keepAuditKey, readAuditKey } from './auditKey.ts';
import { type AuditLog, createAuditLog } from './auditLog.ts';
import type { AuditSink } from './auditSink.ts';
import { auditOrigin } from './checkpoint.ts';
import { checkRestored } from './checkRestored.ts';
import { createFileSink } from './fileSink.ts';
import { createHttpsSink } from './httpsSink.ts';
import { createSinkPump, type SinkPump } from './sinkPump.ts';

/** The audit log at work, with everything that carries it elsewhere. */
export interface Auditing {
  readonly log: AuditLog;
  readonly gate: AuditGate;
  /** Carries what is left to the second places, within a few seconds. */
  stop(): Promise<void>;
}

const EVERY_MS = 1_000;
const STOP_WITHIN_MS = 5_000;

export interface AuditingParts {
  readonly config: Pick<Config, 'audit' | 'tenantId'>;
  readonly store: Store;
  readonly log: Logger;
  readonly now: () => number;
  readonly fetch: typeof fetch;
  /** What follows, in the books, when an administrator accepts an older database. */
  readonly whenRestored: (queries: Queries, audit: AuditLog) => Promise<void>;
}

function sinksOf({ config, fetch: send }: AuditingParts): AuditSink[] {
  const { file, url, token } = config.audit;
  return [
    ...(file === null ? [] : [createFileSink(file)]),
    ...(url === null ? [] : [createHttpsSink({ url, token, fetch: send })]),
  ];
}

async function pumpsOf(parts: AuditingParts, sinks: readonly AuditSink[]): Promise<SinkPump[]> {
  const { store, log, now, config } = parts;
  if (sinks.length === 0) return [];
  const { key: pem, keyFolder } = config.audit;
  const key = pem === null ? await kept(keyFolder) : readAuditKey(pem.reveal());
  const origin = auditOrigin(config.tenantId);
  return sinks.map((sink) => createSinkPump({ sink, store, key, origin, log, now }));
}

async function kept(folder: string | null): Promise<KeyObject> {
  if (folder !== null) return keepAuditKey(folder);
  throw new AppError('setting_invalid', 'there is no key to sign the audit with');
}

/**
 * Opens the audit log over a migrated database, checks that the database is not an old one, and begins to carry.
 * @throws AppError `database_restored`, `audit_unavailable`, `setting_invalid`.
 */
export async function openAuditing(parts: AuditingParts): Promise<Auditing> {
  const { config, store, log, now } = parts;
  const { isRequired, toleranceMs, acceptRestore } = config.audit;
  const sinks = sinksOf(parts);
  const accepted = acceptRestore;
  const audit = createAuditLog({ now });
  await checkRestored({
    ...{ store, sinks, audit, log, accepted, isRequired },
    whenAccepted: (queries) => parts.whenRestored(queries, audit),
  });
  const pumps = await pumpsOf(parts, sinks);
  const gate = createAuditGate({ sinks: pumps, toleranceMs: isRequired ? toleranceMs : null, now });
  const timer = setInterval(() => {
    for (const pump of pumps) void pump.tick();
  }, EVERY_MS);
  timer.unref();
  return {
    log: createAuditLog({ now, gate }),
    gate,
    async stop() {
      clearInterval(timer);
      await Promise.race([Promise.all(pumps.map((pump) => pump.flush())), after(STOP_WITHIN_MS)]);
    },
  };
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref();
  });
}
