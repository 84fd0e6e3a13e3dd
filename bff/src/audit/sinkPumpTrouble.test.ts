import { appendFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createAuditGate } from './auditGate.ts';
import { createAuditLog } from './auditLog.ts';
import type { AuditSink } from './auditSink.ts';
import { createFileSink } from './fileSink.ts';
import { testEntry } from './testLines.ts';
import { sinkDesk } from './testSinkDesk.ts';

describe('a second place of the audit that is slow, full or hangs', () => {
  const desk = sinkDesk();
  const { clock, now, write, pumpTo, inDatabase, expectWhole } = desk;

  it('loses nothing to a sink that is slow, full, refusing or half written', async () => {
    const file = createFileSink(desk.path);
    let mode: 'well' | 'full' | 'half' = 'full';
    const sink: AuditSink = {
      ...file,
      async append(lines, signal) {
        if (mode === 'full') throw new Error('ENOSPC');
        if (mode === 'half') {
          await appendFile(desk.path, `${lines.join('\n')}\n`.slice(0, 700));
          throw new Error('ENOSPC');
        }
        await new Promise((resolve) => setImmediate(resolve));
        return file.append(lines, signal);
      },
    };
    const { pump, events } = pumpTo(sink);
    const begun = clock.now;
    await write(2);
    await pump.tick();
    expect(pump.behindSince).toBe(begun);
    clock.now += 60_000;
    await write(3);
    mode = 'half';
    await pump.tick();
    mode = 'well';
    await pump.tick();
    await pump.tick();
    expect(pump.behindSince).toBeNull();
    await expectWhole();
    expect(events().filter((event) => event === 'audit_sink_failed')).toHaveLength(2);
    expect(events()).toContain('audit_sink_recovered');
  });

  it('stops new effects while it hangs for too long where it is required, and no outcome', async () => {
    const file = createFileSink(desk.path);
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let sent = 0;
    const append = async (lines: readonly string[], signal: AbortSignal) => {
      sent += 1;
      await held;
      return file.append(lines, signal);
    };
    const { pump, events } = pumpTo({ ...file, append });
    const gate = (toleranceMs: number | null) =>
      createAuditGate({ sinks: [pump], toleranceMs, now });
    await write();
    await pump.tick();
    await pump.tick();
    expect(sent).toBe(1);
    expect(events()).toEqual(['audit_sink_failed']);
    expect(() => gate(300_000).check()).not.toThrow();
    clock.now += 300_001;
    expect(() => gate(300_000).check()).toThrowError(
      expect.objectContaining({ code: 'audit_unavailable' }),
    );
    expect(() => gate(null).check()).not.toThrow();
    const gated = createAuditLog({ now, gate: gate(300_000) });
    const begin = (phase: 'intent' | 'outcome') =>
      desk.test.store.transaction((queries) => gated.append(queries, testEntry({ phase })));
    await expect(begin('intent')).rejects.toMatchObject({ code: 'audit_unavailable' });
    await begin('outcome');
    expect(await inDatabase()).toHaveLength(2);
    // What it had begun was called off, and arrives with the rest.
    letGo();
    await expect
      .poll(async () => {
        await pump.tick();
        return pump.behindSince;
      })
      .toBeNull();
    await expectWhole();
  });

  it('does not write late, and twice, what two backends had begun while the disk hung', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const hung = (): AuditSink => {
      const file = createFileSink(desk.path);
      return {
        ...file,
        async append(lines, signal) {
          await held;
          return file.append(lines, signal);
        },
      };
    };
    const [one, other] = [pumpTo(hung()), pumpTo(hung())];
    await write(2);
    await one.pump.tick();
    await other.pump.tick();
    letGo();
    await expect
      .poll(async () => {
        await one.pump.tick();
        await other.pump.tick();
        return [one.pump.behindSince, other.pump.behindSince];
      })
      .toEqual([null, null]);
    await expectWhole();
  });
});
