import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestStore, type TestStore } from '#bff/store/testStore.ts';
import { testLog } from '#bff/testDeps.ts';
import { parseAuditLine } from './auditLine.ts';
import { createAuditLog } from './auditLog.ts';
import type { AuditSink, SinkAnswer } from './auditSink.ts';
import { createSinkPump } from './sinkPump.ts';
import { testEntry } from './testLines.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const now = () => Date.parse('2027-06-01T09:00:00Z');

/** A second place that keeps its lines and says of itself what a test wants. */
class SayingSink implements AuditSink {
  readonly name = 'a sink of the test';
  readonly lines: string[] = [];
  says: SinkAnswer | null | undefined = null;
  failsWith: unknown = null;

  async readHead() {
    return this.says;
  }

  append(lines: readonly string[]): Promise<void> {
    if (this.failsWith !== null) return Promise.reject(this.failsWith);
    this.lines.push(...lines);
    return Promise.resolve();
  }

  get kinds() {
    return this.lines.map((line) => {
      const parsed = parseAuditLine(line);
      return parsed?.kind === 'record' ? parsed.record.seq : parsed?.checkpoint.size;
    });
  }
}

describe('a second place that says what it can of itself', () => {
  let test: TestStore;
  beforeEach(async () => {
    test = await createTestStore();
  });
  afterEach(() => test.close());

  const audit = createAuditLog({ now });
  const write = (count: number) =>
    test.store.transaction((queries) =>
      audit.append(queries, testEntry(), ...Array(count - 1).fill(testEntry())),
    );
  function pumpTo(sink: AuditSink) {
    const { log, lines } = testLog();
    const parts = { store: test.store, key: privateKey, origin: 'test', log, now };
    return { pump: createSinkPump({ sink, ...parts }), lines };
  }
  const booked = async () => {
    const [row] = await test.sql('select size, root from audit_sinks');
    return row === undefined ? null : { size: Number(row['size']), root: String(row['root']) };
  };

  it('gets nothing of an empty log, and no checkpoint either', async () => {
    const sink = new SayingSink();
    const { pump } = pumpTo(sink);
    await pump.flush();
    await pump.flush();
    expect(sink.lines).toEqual([]);
    expect(await booked()).toBeNull();
    await write(1);
    await pump.flush();
    expect(sink.kinds).toEqual([1, 1]);
  });

  it('is believed to have what our books say where it cannot tell', async () => {
    const sink = new SayingSink();
    sink.says = undefined;
    await write(2);
    await pumpTo(sink).pump.flush();
    await write(1);
    await pumpTo(sink).pump.flush();
    expect(sink.kinds).toEqual([1, 2, 2, 3, 3]);
  });

  it('goes on from the records that it says it has, where it does not tell of checkpoints', async () => {
    const sink = new SayingSink();
    await write(2);
    await pumpTo(sink).pump.flush();
    sink.says = (await booked()) ?? undefined;
    await write(1);
    await pumpTo(sink).pump.flush();
    expect(sink.kinds).toEqual([1, 2, 2, 3, 3]);
    // It has lost the last record, and with it the checkpoint behind it: both come anew, linked to the checkpoint before.
    const { lines, pump } = pumpTo(sink);
    await pump.flush();
    expect(lines.map(({ event }) => event)).toContain('audit_sink_shortened');
    expect(sink.kinds.slice(5)).toEqual([2, 3, 3]);
    // Filled by something else, it has records and our books know of none.
    await test.sql('delete from audit_sinks');
    await pumpTo(sink).pump.flush();
    expect(sink.kinds.slice(8)).toEqual([2, 3, 3]);
  });

  it('is named with the kind of its failure, whatever it fails with', async () => {
    const sink = new SayingSink();
    await write(1);
    for (const [failure, errorName] of [
      [new RangeError('no'), 'RangeError'],
      ['no', 'string'],
    ] as const) {
      sink.failsWith = failure;
      const { pump, lines } = pumpTo(sink);
      await pump.flush();
      expect(lines).toMatchObject([{ event: 'audit_sink_failed', errorName }]);
    }
    expect(await booked()).toBeNull();
  });
});
