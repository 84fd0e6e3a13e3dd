import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createAuditGate } from '#bff/audit/auditGate.ts';
import { type AuditLog, createAuditLog } from '#bff/audit/auditLog.ts';
import { isSignedBy } from '#bff/audit/checkpoint.ts';
import { checkRestored } from '#bff/audit/checkRestored.ts';
import { createLineVerifier, splitLines } from '#bff/audit/lineVerifier.ts';
import { createSinkPump } from '#bff/audit/sinkPump.ts';
import { verifyDatabase } from '#bff/audit/verifyDatabase.ts';
import { closeOpenEnrolments } from '#bff/enrolment/closeOpenEnrolments.ts';
import type { Logger } from '#bff/log/logger.ts';
import type { Store } from '#bff/store/store.ts';
import type { HistoryEvent } from '../history/historyEvent.ts';
import type { AuditPlace } from './auditPlace.ts';

/** The audit log of one backend, with what carries it to its second places. */
export interface WorldAuditing {
  readonly log: AuditLog;
  /** Carries what is there to be carried, once. */
  carry(): Promise<void>;
}

export interface WorldAuditingParts {
  readonly places: readonly AuditPlace[];
  readonly store: Store;
  readonly now: () => number;
  readonly log: Logger;
  /** Hashes of heads whose loss somebody accepts. */
  readonly accepted: readonly string[];
  /** Names the process in the history. */
  readonly backend: number;
  /** Has what is written seen. */
  watch(log: AuditLog): AuditLog;
  saw(event: HistoryEvent): void;
  /** Throws where the process is dead. */
  alive(): void;
}

/** How far a second place may be behind before nothing new is begun. */
const TOLERANCE_MS = 60_000;
/** A hanging place is left alone after this, by the machine's own clock. */
const APPEND_WITHIN_MS = 25;
const ORIGIN = 'keywright/faults';
const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/**
 * Opens the audit log as a start of the backend does, with KEYWRIGHT_AUDIT_REQUIRED where there is a second place.
 * @throws AppError `database_restored`, `audit_unavailable`.
 */
export async function openWorldAuditing(parts: WorldAuditingParts): Promise<WorldAuditing> {
  const { places, store, now, log, accepted, backend, watch, saw } = parts;
  const sinks = places.map((place) => place.openSink());
  const audit = watch(createAuditLog({ now }));
  if (places.length > 0) {
    await checkRestored({
      ...{ store, sinks, log, accepted, isRequired: true, audit },
      whenAccepted: (queries) =>
        closeOpenEnrolments(
          { audit, now, newId: () => randomUUID(), log },
          queries,
          'database_restored',
        ),
    });
  }
  const pumps = sinks.map((sink) =>
    createSinkPump({
      ...{ sink, store, log, now },
      key: privateKey,
      origin: ORIGIN,
      appendWithinMs: APPEND_WITHIN_MS,
    }),
  );
  const gate = createAuditGate({ sinks: pumps, toleranceMs: TOLERANCE_MS, now });
  return {
    log: watch(createAuditLog({ now, gate })),
    async carry() {
      for (const [index, pump] of pumps.entries()) {
        await pump.tick();
        parts.alive();
        const place = places[index];
        if (place === undefined) continue;
        const { behindSince } = pump;
        const size = lastRecord(await place.read());
        saw({ kind: 'carried', place: place.name, backend, size, behindSince, at: now() });
      }
    },
  };
}

/** Checks a second place, and the database against it, as `audit:verify` does. */
export async function readPlace(place: AuditPlace, store: Store): Promise<HistoryEvent> {
  const verifier = createLineVerifier({
    isSigned: (checkpoint) => isSignedBy(checkpoint, publicKey),
  });
  const { lines, rest } = splitLines(await place.read());
  const broken =
    lines.map((line) => verifier.take(line)).find((found) => found !== null) ??
    verifier.finish(rest);
  const report = await store.read((queries) => verifyDatabase(queries, verifier.hashes));
  const problem = broken?.problem ?? report.broken?.problem ?? null;
  return { kind: 'placeRead', place: place.name, problem, size: verifier.hashes.length };
}

/** The number of the newest record in a text of lines. */
function lastRecord(text: string): number {
  for (const line of text.split('\n').toReversed()) {
    if (!line.startsWith('{"action"')) continue;
    const { seq }: { seq?: number } = JSON.parse(line);
    return seq ?? 0;
  }
  return 0;
}
