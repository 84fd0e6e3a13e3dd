import { describe, expect, it } from 'vitest';
import { readOrigins } from './readOrigins.ts';
import { FakeApi } from './testing/fakeApi.ts';

const OWN = 'https://own.example';

function origins(managed: unknown, own: unknown = [OWN]): Promise<string[]> {
  const api = new FakeApi();
  api.managedOrigins = managed;
  return readOrigins(api, async () => own);
}

describe('the pages that may ask', () => {
  it('are those of the policy, and without one those of the extension’s own list', async () => {
    expect(await origins(['https://keywright.example'])).toEqual(['https://keywright.example']);
    expect(await origins(undefined)).toEqual([OWN]);
    expect(await origins([])).toEqual([]);
  });

  it('are none where the list is none, or cannot be read', async () => {
    expect(await origins('https://keywright.example')).toEqual([]);
    expect(await origins(undefined, { origins: [OWN] })).toEqual([]);
    const api = new FakeApi();
    api.managedOrigins = undefined;
    expect(await readOrigins(api, () => Promise.reject(new Error('gone')))).toEqual([]);
  });

  it('have an origin of their own that nobody on the network can pose as', async () => {
    const bad = ['http://keywright.example', 'https://a.example/', '*', 'null', 7, 'file:///'];
    const local = ['http://localhost:5173', 'http://127.0.0.1:8080'];
    expect(await origins([...bad, ...local])).toEqual(local);
  });
});
