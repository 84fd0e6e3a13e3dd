import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import { keyHolderOf } from './testKeyHolder.ts';

let bench: TestBench;
let holder: ReturnType<typeof keyHolderOf>;

beforeAll(async () => {
  bench = await createTestBench();
  holder = keyHolderOf(bench);
});
afterAll(() => bench.close());
beforeEach(() => {
  bench.directory.calm();
  holder.arrive();
});

const rename = (methodId: string, displayName: string) =>
  holder.call('POST', '/me/keys/rename', { methodId, displayName });
const names = () => (bench.directory.passkeys.get(holder.id) ?? []).map((one) => one.displayName);

describe('another name for a key', () => {
  it('is given where Graph lets it, and the answer shows it', async () => {
    const { methodId } = await holder.enrolled();
    expect(await rename(methodId, '  Key ring ')).toMatchObject({
      status: 200,
      body: { passkeys: [{ displayName: 'Key ring' }] },
    });
    expect((await holder.audited()).slice(-2)).toEqual([
      ...['renameKey intent', 'renameKey outcome ok'],
    ]);
  });

  it('is refused in plain words where Graph does not', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    bench.directory.fail('renamePasskey', 'graph_method_not_allowed');
    expect(await rename(id, 'Mine')).toMatchObject({
      status: 409,
      body: { code: 'rename_unsupported' },
    });
    expect(await holder.audited()).toEqual([
      ...['renameKey intent', 'renameKey outcome rename_unsupported'],
    ]);
    expect(names()).toEqual(['An old key']);
  });

  it('is looked for where the answer was lost', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    bench.directory.fail('renamePasskey', 'lostAfter', 'lostBefore');
    expect((await rename(id, 'One')).status).toBe(200);
    expect((await rename(id, 'Two')).body).toMatchObject({ code: 'graph_outcome_unknown' });
    expect(names()).toEqual(['One']);
  });

  it('is for a key of one’s own, and a name', async () => {
    const { id } = bench.directory.addPasskey(holder.id);
    holder.arrive();
    expect((await rename(id, 'Mine')).body).toMatchObject({ code: 'keys_changed' });
    for (const name of ['', '   ', 'x'.repeat(31), 'a\nb', 'a‮b']) {
      expect((await rename(id, name)).status).toBe(400);
    }
  });
});
