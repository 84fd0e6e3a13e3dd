import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/failure/appError.ts';
import { testApp } from './testApp.ts';

describe('health', () => {
  it('is up as soon as the process answers', async () => {
    const response = await testApp().get('/healthz');
    expect(response.status).toBe(200);
  });

  it('is ready when everything works, and names what does not', async () => {
    const ok = { name: 'database', check: () => Promise.resolve() } as const;
    const failed = {
      name: 'appToken',
      check: () => Promise.reject(new AppError('graph_unauthorized', 'marker-51673')),
    } as const;
    const ready = await testApp({ readiness: [ok] }).get('/readyz');
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { database: 'ok' } },
    ]);
    const broken = await testApp({ readiness: [ok, failed] }).get('/readyz');
    expect([broken.status, await broken.json()]).toEqual([
      503,
      { status: 'notReady', checks: { database: 'ok', appToken: 'failed' } },
    ]);
  });

  it('asks at most every five seconds', async () => {
    let now = 0;
    let asked = 0;
    const check = () => {
      asked += 1;
      return Promise.resolve();
    };
    const { get } = testApp({
      clock: { now: () => now },
      readiness: [{ name: 'database', check }],
    });
    await Promise.all([get('/readyz'), get('/readyz')]);
    now = 4_999;
    await get('/readyz');
    expect(asked).toBe(1);
    now = 5_000;
    await get('/readyz');
    expect(asked).toBe(2);
  });

  it('is ready again a second after what failed is back', async () => {
    let now = 0;
    let isDown = true;
    const { get } = testApp({
      clock: { now: () => now },
      readiness: [
        {
          name: 'database',
          check: () => (isDown ? Promise.reject(new TypeError()) : Promise.resolve()),
        },
      ],
    });
    expect((await get('/readyz')).status).toBe(503);
    isDown = false;
    now = 999;
    expect((await get('/readyz')).status).toBe(503);
    now = 1_000;
    expect((await get('/readyz')).status).toBe(200);
  });
});
