import { z } from 'zod';
import { recordLine } from './auditChain.ts';
import { type AuditRecord, completeEntry } from './auditRecord.ts';
import { canonicalJson } from './canonicalJson.ts';
import type { AuditCheckpoint } from './checkpoint.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime();

const recordSchema = z.strictObject({
  seq: z.int().positive(),
  at: instant,
  phase: z.enum(['intent', 'outcome']),
  action: z.string(),
  result: z.string().nullable(),
  actorId: z.string(),
  holderId: z.string().nullable(),
  enrolmentId: z.string().nullable(),
  requestId: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  keySerial: z.string().optional(),
  keyAaguid: z.string().optional(),
  approvalId: z.string().optional(),
  authentication: z
    .strictObject({ acrs: z.array(z.string()), authTime: instant.nullable() })
    .optional(),
  graphRequestId: z.string().optional(),
  previousHash: hash,
  hash,
});

const checkpointSchema = z.strictObject({
  kind: z.literal('checkpoint'),
  origin: z.string(),
  size: z.int().nonnegative(),
  root: hash,
  at: instant,
  previous: hash,
  keyId: z.string(),
  signature: z.string(),
});

/** What one line of an audit file says. */
export type AuditLine =
  | { readonly kind: 'record'; readonly record: AuditRecord }
  | { readonly kind: 'checkpoint'; readonly checkpoint: AuditCheckpoint };

/** A checkpoint as one line of a file, without the line's end. */
export function checkpointLine(checkpoint: AuditCheckpoint): string {
  return canonicalJson({ ...checkpoint });
}

/**
 * Reads one line. A line has one spelling only: anything that is not byte for byte what we would write is not ours.
 * @returns null for anything that is not a line of an audit file.
 */
export function parseAuditLine(text: string): AuditLine | null {
  const parsed = asJson(text);
  if (typeof parsed !== 'object' || parsed === null) return null;
  if ('kind' in parsed) {
    const checkpoint = checkpointSchema.safeParse(parsed);
    if (!checkpoint.success) return null;
    const line = { kind: 'checkpoint', checkpoint: checkpoint.data } as const;
    return checkpointLine(checkpoint.data) === text ? line : null;
  }
  const record = recordSchema.safeParse(parsed);
  if (!record.success) return null;
  const { seq, at, previousHash, hash: own, ...entry } = record.data;
  const said = Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
  const whole = {
    ...completeEntry(said as unknown as AuditRecord),
    ...{ seq, at, previousHash, hash: own },
  };
  return recordLine(whole) === text ? { kind: 'record', record: whole } : null;
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
