import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import type { AuditSink } from './auditSink.ts';
import { createFileSink } from './fileSink.ts';
import { sinkDesk } from './testSinkDesk.ts';

describe('a second place of the audit that cannot say which checkpoint it has', () => {
  const desk = sinkDesk();
  const { clock, write, pumpTo, text, expectWhole } = desk;

  /** As an endpoint that drops the lines it has already. */
  function endpoint(): AuditSink {
    const file = createFileSink(desk.path);
    return {
      name: 'endpoint',
      async readHead() {
        const head = await file.readHead();
        return head && { size: head.size, root: head.root };
      },
      async append(lines, signal) {
        await file.readHead();
        const there = (await text().catch(() => '')).split('\n');
        await file.append(
          lines.filter((line) => !there.includes(line)),
          signal,
        );
      },
    };
  }

  it('goes on from the checkpoint of another backend, also where that sent nothing else', async () => {
    const [one, other] = [pumpTo(endpoint()), pumpTo(endpoint())];
    await write();
    await one.pump.tick();
    await write();
    await one.pump.tick();
    clock.now += 60_000;
    await other.pump.tick();
    clock.now += 60_000;
    await write();
    await one.pump.tick();
    await other.pump.flush();
    await expectWhole();
  });

  it('says a checkpoint again when the note of it was lost', async () => {
    await write();
    let isLosing = true;
    const losing: typeof desk.test.store = {
      ...desk.test.store,
      transaction: (work) =>
        desk.test.store.transaction(async (queries, commitWith) => {
          const done = await work(queries, commitWith);
          if (isLosing) throw new AppError('database_unavailable', 'before the commit');
          return done;
        }),
    };
    const { pump } = pumpTo(endpoint(), losing);
    await pump.tick();
    const sent = await text();
    isLosing = false;
    clock.now += 60_000;
    await pump.tick();
    expect(await text()).toBe(sent);
    await write(2);
    await pump.tick();
    await pump.flush();
    await expectWhole();
  });
});
