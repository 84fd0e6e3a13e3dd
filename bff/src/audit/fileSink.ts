import { type FileHandle, open, truncate } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#shared/failure/appError.ts';
import { parseAuditLine } from './auditLine.ts';
import type { AuditSink, SinkHead } from './auditSink.ts';
import type { AuditCheckpoint } from './checkpoint.ts';

const READ_BYTES = 64 * 1024;
const NEW_LINE = 0x0a;
/** How canonical JSON of a record and of a checkpoint begins. */
const BEGINNINGS: readonly string[] = ['{"action":"', '{"at":"'];

/** The end of a file, as far as anything can be said of it. */
interface FileEnd {
  /** Bytes up to the last whole line: what is behind them was not finished. */
  readonly whole: number;
  readonly head: SinkHead | null;
}

/** Names the sink of a file; the same for every spelling of its path. */
export function fileSinkName(path: string): string {
  return `file:${resolve(path)}`;
}

/**
 * A file with one line of JSON for each record and checkpoint, on the disk before anything counts as written. A line that a
 * crash or a full disk left unfinished is taken off before the next one is written: it was never reported as written.
 */
export function createFileSink(path: string): AuditSink {
  /** The file's length as we left it; null when that is not known. */
  let known: number | null = null;

  return {
    name: fileSinkName(path),

    async readHead() {
      known = null;
      const file = await openForReading(path);
      if (file === null) {
        known = 0;
        return null;
      }
      try {
        const { size } = await file.stat();
        const end = await readEnd(file, size);
        if (end.whole < size) await truncate(path, end.whole);
        known = end.whole;
        return end.head;
      } finally {
        await file.close();
      }
    },

    async append(lines, signal) {
      const expected = known;
      // Until this worked, nobody knows how much of it is there.
      known = null;
      const file = await open(path, 'a', 0o600);
      try {
        const { size } = await file.stat();
        if (size !== expected) throw unreadable('somebody else changed the audit file');
        // A disk that hung until now: another backend may be at the file.
        signal.throwIfAborted();
        await file.appendFile(lines.map((line) => `${line}\n`).join(''));
        await file.sync();
        known = (await file.stat()).size;
      } finally {
        await file.close();
      }
    },
  };
}

async function openForReading(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Reads from the end until the newest checkpoint, or the beginning. @throws AppError `audit_unavailable`. */
async function readEnd(file: FileHandle, size: number): Promise<FileEnd> {
  let start = size;
  let bytes: Buffer = Buffer.alloc(0);
  for (;;) {
    const step = Math.min(READ_BYTES, start);
    start -= step;
    const chunk = Buffer.alloc(step);
    await file.read(chunk, 0, step, start);
    bytes = Buffer.concat([chunk, bytes]);
    const end = findEnd(bytes, start);
    if (end !== null) return end;
    if (start === 0) {
      mustBeUnfinished(bytes);
      return { whole: 0, head: null };
    }
  }
}

/** The end by these last bytes of a file; null when they do not tell. */
function findEnd(bytes: Buffer, start: number): FileEnd | null {
  const last = bytes.lastIndexOf(NEW_LINE);
  if (last === -1) return null;
  mustBeUnfinished(bytes.subarray(last + 1));
  const lines = bytes.subarray(0, last).toString('utf8').split('\n');
  // The first one may have begun before these bytes.
  if (start > 0) lines.shift();
  let newest: { size: number; root: string } | null = null;
  let checkpoint: AuditCheckpoint | null = null;
  for (const text of lines.toReversed()) {
    const line = parseAuditLine(text);
    if (line === null) throw unreadable('the end of the audit file is not an audit log');
    if (line.kind === 'checkpoint') {
      checkpoint = line.checkpoint;
      newest ??= { size: checkpoint.size, root: checkpoint.root };
      break;
    }
    newest ??= { size: line.record.seq, root: line.record.hash };
  }
  if (newest === null || (checkpoint === null && start > 0)) return null;
  return { whole: start + last + 1, head: { ...newest, checkpoint } };
}

/** What is taken off the end must be the beginning of a line of ours, or it is a file of somebody else's. */
function mustBeUnfinished(bytes: Buffer): void {
  const text = bytes.toString('latin1');
  const isOurs = BEGINNINGS.some((ours) => text.startsWith(ours) || ours.startsWith(text));
  if (!isOurs) throw unreadable('the end of the audit file is not an audit log');
}

function unreadable(message: string): AppError {
  return new AppError('audit_unavailable', message);
}
