import type { KeyObject } from 'node:crypto';
import { CHAIN_START, hashRecord, recordLine } from './auditChain.ts';
import { checkpointLine } from './auditLine.ts';
import { type AuditEntry, type AuditRecord, completeEntry } from './auditRecord.ts';
import { type AuditCheckpoint, hashCheckpoint, signCheckpoint } from './checkpoint.ts';

export const TEST_ORIGIN = 'keywright/test';

/** An entry like those of an enrolment. */
export function testEntry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    phase: 'outcome',
    action: 'register',
    result: 'ok',
    actorId: '11111111-2222-4333-8444-555555555555',
    holderId: '99999999-2222-4333-8444-555555555555',
    enrolmentId: null,
    requestId: '7f1d3c52-7a4e-4a55-9a8e-0c6f6c1f2b11',
    detail: { seq: 7, methodId: 'abc' },
    keySerial: '12345678',
    authentication: { acrs: ['c1'], authTime: '2027-06-01T08:59:00.000Z' },
    ...change,
  };
}

/** A log as a second place has it. */
export class TestLines {
  readonly lines: string[] = [];
  readonly records: AuditRecord[] = [];
  checkpoint: AuditCheckpoint | null = null;
  readonly #key: KeyObject;

  constructor(key: KeyObject) {
    this.#key = key;
  }

  get head() {
    return { size: this.records.length, root: this.records.at(-1)?.hash ?? CHAIN_START };
  }

  /** The whole text. */
  get text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  write(change: Partial<AuditEntry> = {}): this {
    const { size, root } = this.head;
    const content = {
      ...completeEntry(testEntry(change)),
      seq: size + 1,
      at: new Date((size + 1) * 1000).toISOString(),
      previousHash: root,
    };
    const record = { ...content, hash: hashRecord(content) };
    this.records.push(record);
    this.lines.push(recordLine(record));
    return this;
  }

  sign(): this {
    const previous = this.checkpoint === null ? CHAIN_START : hashCheckpoint(this.checkpoint);
    const at = new Date(this.records.length * 1000).toISOString();
    const said = { ...this.head, origin: TEST_ORIGIN, at, previous };
    this.checkpoint = signCheckpoint(said, this.#key);
    this.lines.push(checkpointLine(this.checkpoint));
    return this;
  }

  /** The database was put back to this many records; the next one says that somebody knows. */
  goBack(size: number): this {
    this.records.length = size;
    return this;
  }
}
