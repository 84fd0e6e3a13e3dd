import { rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { createFileSink } from './fileSink.ts';
import { testEntry } from './testLines.ts';
import { sinkDesk } from './testSinkDesk.ts';

describe('the way of the audit to its second place', () => {
  const desk = sinkDesk();
  const { clock, audit, write, pumpTo, text, expectWhole } = desk;

  it('has every record that was committed and none that was rolled back', async () => {
    const { pump } = pumpTo(createFileSink(desk.path));
    await write(3);
    const failing = desk.test.store.transaction(async (queries) => {
      await audit.append(queries, testEntry({ action: 'neverHappened' }));
      throw new AppError('conflict', 'as the test wants it');
    });
    await expect(failing).rejects.toMatchObject({ code: 'conflict' });
    await pump.tick();
    expect(await text()).not.toContain('neverHappened');
    expect(await expectWhole()).toMatchObject({ checkpoints: 1 });
    expect(pump.behindSince).toBeNull();
  });

  it('gets a checkpoint every minute in which something was written, and every 1,000 records', async () => {
    const { pump } = pumpTo(createFileSink(desk.path));
    await write();
    await pump.tick();
    clock.now += 30_000;
    await write();
    await pump.tick();
    expect(await expectWhole()).toMatchObject({ checkpoints: 1 });
    clock.now += 30_000;
    await pump.tick();
    await pump.tick();
    expect(await expectWhole()).toMatchObject({ checkpoints: 2 });
    clock.now += 600_000;
    await pump.tick();
    expect(await expectWhole()).toMatchObject({ checkpoints: 2 });
    await desk.test.store.transaction((queries) =>
      audit.append(queries, testEntry(), ...Array.from({ length: 2_100 }, () => testEntry())),
    );
    await pump.tick();
    expect(await expectWhole()).toMatchObject({ checkpoints: 4 });
    await write();
    await pump.flush();
    expect(await expectWhole()).toMatchObject({ checkpoints: 5 });
  });

  it('is carried by one of two backends, and by the other after it', async () => {
    const other = await desk.test.reopen();
    const here = pumpTo(createFileSink(desk.path));
    const there = pumpTo(createFileSink(desk.path), other);
    for (let round = 0; round < 5; round += 1) {
      await write(2);
      await Promise.all([here.pump.tick(), there.pump.tick()]);
      await (round % 2 === 0 ? there : here).pump.tick();
    }
    await here.pump.tick();
    await expectWhole();
    await other.close();
  });

  it('is finished where a crash cut it in the middle of a line', async () => {
    await write(4);
    await pumpTo(createFileSink(desk.path)).pump.tick();
    const whole = await text();
    for (const bytes of [1, 30, 200, 400]) {
      await truncate(desk.path, Buffer.byteLength(whole) - bytes);
      await pumpTo(createFileSink(desk.path)).pump.flush();
      await expectWhole();
    }
  });

  it('is filled again where the file was taken away, and somebody is told', async () => {
    const { pump, events } = pumpTo(createFileSink(desk.path));
    await write(3);
    await pump.tick();
    await rm(desk.path);
    await write();
    await pump.tick();
    await pump.tick();
    await expectWhole();
    expect(events()).toContain('audit_sink_shortened');
  });

  it('waits for a folder that cannot be read', async () => {
    await writeFile(desk.path, '');
    const { pump, events } = pumpTo(createFileSink(join(desk.path, 'below-a-file.jsonl')));
    await write();
    await pump.tick();
    expect(events()).toEqual(['audit_sink_failed']);
  });

  it('is filled by one backend for long lines too', async () => {
    const detail = { methodId: 'm'.repeat(3_000) };
    await desk.test.store.transaction((queries) =>
      audit.append(queries, testEntry({ detail }), ...Array(60).fill(testEntry({ detail }))),
    );
    await pumpTo(createFileSink(desk.path)).pump.tick();
    await write();
    await pumpTo(createFileSink(desk.path)).pump.flush();
    expect(await expectWhole()).toMatchObject({ checkpoints: 2 });
    // Without its last checkpoint the one before is beyond what is read at first.
    await truncate(desk.path, Buffer.byteLength(await text()) - 300);
    await pumpTo(createFileSink(desk.path)).pump.flush();
    await expectWhole();
  });

  it('is not written over a file of somebody else', async () => {
    for (const content of ['a letter to a friend', 'line 1\nline 2\n', '{"a":1}\n']) {
      await writeFile(desk.path, content);
      const { pump, events } = pumpTo(createFileSink(desk.path));
      await write();
      await pump.tick();
      expect(await text()).toBe(content);
      expect(events()).toContain('audit_sink_failed');
      expect(pump.behindSince).not.toBeNull();
    }
  });
});
