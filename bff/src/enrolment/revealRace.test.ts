import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { testCaller } from '#bff/testDeps.ts';
import { PAGE_SESSION_HEADER } from '#shared/api/index.ts';
import { benchDeps } from './benchDeps.ts';
import { createPinDesk } from './pinDesk.ts';
import { ACTOR, createTestBench, runToRest, type TestBench } from './testBench.ts';
import { TestKey } from './testKey.ts';

const HOLDER = testCaller({ id: '66666666-6666-4666-8666-666666666666', roles: [] });
/** As many as one backend lets one person ask for a secret in a minute. */
const ASKED_OF_EACH = 20;
const BACKENDS = 50;

describe('a thousand windows that ask for one PIN at once, over HTTP', () => {
  let bench: TestBench;
  const closing: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    bench = await createTestBench();
    bench.directory.addPerson(HOLDER.id);
  });
  afterAll(async () => {
    await Promise.all(closing.map((close) => close()));
    await bench.close();
  });

  /** A listening backend with a desk and a limiter of its own; all share the database. */
  async function listen(): Promise<string> {
    const deps = benchDeps(bench, { holder: HOLDER });
    const app = createApp({ ...deps, pins: createPinDesk(bench.parts) });
    const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
      const started = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, () =>
        resolve(started),
      );
    });
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
  }

  it('are one that gets it and 999 that do not', async () => {
    const key = new TestKey({ serial: '60002' });
    const body = { userId: HOLDER.id, profileId: 'new-colleague', key: key.plugged() };
    const { enrolment } = await runToRest(bench, key, await bench.enrolments.start(body, ACTOR));
    const backends = await Promise.all(Array.from({ length: BACKENDS }, listen));
    const ask = async (origin: string) => {
      const answer = await fetch(`${origin}/me/pins/${enrolment.id}/reveal`, {
        method: 'POST',
        headers: {
          authorization: 'Bearer holder',
          'idempotency-key': randomUUID(),
          [PAGE_SESSION_HEADER]: randomUUID(),
        },
      });
      return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
    };
    const answers = await Promise.all(
      backends.flatMap((origin) => Array.from({ length: ASKED_OF_EACH }, () => ask(origin))),
    );
    const shown = answers.filter(({ status }) => status === 200);
    expect(shown.map(({ body: { pin } }) => pin)).toEqual([key.pin]);
    const others = answers.filter(({ status }) => status !== 200);
    expect(others).toHaveLength(BACKENDS * ASKED_OF_EACH - 1);
    // Whom the crowd keeps from the one database may come again; nobody else is told anything but the truth.
    const told = new Set(others.map(({ status, body: { code } }) => `${status} ${code}`));
    told.delete('503 database_unavailable');
    expect([...told]).toEqual(['409 pin_shown_elsewhere']);
    expect(bench.logLines.join('\n')).not.toContain(key.pin);
  }, 120_000);
});
