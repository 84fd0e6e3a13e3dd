import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '#bff/app.ts';
import { benchDeps } from '#bff/enrolment/benchDeps.ts';
import { createTestBench, OPERATOR, runToRest, type TestBench } from '#bff/enrolment/testBench.ts';
import { TestKey } from '#bff/enrolment/testKey.ts';
import { testCaller } from '#bff/testDeps.ts';
import { personDetail, revealedPin } from '#shared/api/index.ts';

const callers = {
  operator: testCaller({ id: OPERATOR }),
  auditor: testCaller({ id: '55555555-5555-4555-8555-555555555555', roles: ['Auditor'] }),
  nobody: testCaller({ id: '66666666-6666-4666-8666-666666666666', roles: [] }),
};
const WINDOW = randomUUID();

describe('the routes of PINs that operators hand over', () => {
  let bench: TestBench;
  let app: ReturnType<typeof createApp>;
  beforeAll(async () => {
    bench = await createTestBench();
    app = createApp(benchDeps(bench, callers));
  });
  afterAll(() => bench.close());

  let serial = 0;
  async function enrol(profileId: string) {
    serial += 1;
    const key = new TestKey({ serial: `9000${serial}` });
    const holder = bench.newHolder();
    const first = await bench.start(holder, key, profileId);
    const { enrolment } = await runToRest(bench, key, first);
    return { id: enrolment.id, key, holder };
  }
  function post(as: keyof typeof callers, path: string, body?: unknown) {
    return app.request(`/api/enrolments/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${as}`,
        'idempotency-key': randomUUID(),
        'keywright-session': WINDOW,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }
  const toHandOver = async (holder: string) => {
    const answer = await app.request(`/api/users/${holder}`, {
      headers: { authorization: 'Bearer operator' },
    });
    return personDetail.parse(await answer.json()).pinsToHandOver;
  };

  it('show a PIN to an operator once, where the profile says so', async () => {
    const { id, key, holder } = await enrol('operator-tells');
    expect(await toHandOver(holder)).toMatchObject([{ enrolmentId: id, by: 'operator' }]);
    for (const as of ['auditor', 'nobody'] as const) {
      expect((await post(as, `${id}/pin`)).status).toBe(403);
    }
    expect((await post('operator', `${id}/letter`)).status).toBe(403);
    const shown = await post('operator', `${id}/pin`);
    expect(shown.headers.get('cache-control')).toContain('no-store');
    const body = revealedPin.parse(await shown.json());
    expect(body).toMatchObject({ pin: key.pin });
    const { reservationId } = body;
    expect((await post('operator', `${id}/pin/confirm`, { reservationId })).status).toBe(200);
    expect((await post('operator', `${id}/pin`)).status).toBe(409);
    expect(await toHandOver(holder)).toEqual([]);
    expect(bench.logLines.join('\n')).not.toContain(key.pin);
  });

  it('make a letter once, named by us and kept by nobody', async () => {
    const { id, key } = await enrol('sealed-letter');
    expect((await post('operator', `${id}/pin`)).status).toBe(403);
    const letter = await post('operator', `${id}/letter`);
    expect(letter.status).toBe(200);
    expect(Object.fromEntries(letter.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="pin-letter-${id.slice(0, 8)}.pdf"`,
      'cache-control': expect.stringContaining('no-store'),
      'x-content-type-options': 'nosniff',
    });
    const bytes = new Uint8Array(await letter.arrayBuffer());
    expect(new TextDecoder().decode(bytes.subarray(0, 5))).toBe('%PDF-');
    const reservationId = letter.headers.get('keywright-reservation');
    expect((await post('operator', `${id}/pin/confirm`, { reservationId })).status).toBe(200);
    expect((await post('operator', `${id}/letter`)).status).toBe(409);
    expect(bench.logLines.join('\n')).not.toContain(key.pin);
  });

  it('give out no PIN that its holder alone may see, nor one that is not there', async () => {
    const { id, key } = await enrol('new-colleague');
    for (const path of [`${id}/pin`, `${id}/letter`]) {
      const answer = await post('operator', path);
      expect(answer.status).toBe(403);
      expect(await answer.text()).not.toContain(key.pin);
    }
    expect((await post('operator', `${randomUUID()}/pin`)).status).toBe(404);
  });
});
