import { expect, it } from 'vitest';
import { checkMany } from './checkedPeople.ts';

it('checks everybody within the published quota', async () => {
  const { ready, reads, throttled } = await checkMany(1_000);
  expect(ready).toBe(1_000);
  expect(reads).toBeGreaterThanOrEqual(2_000);
  expect(throttled).toBe(0);
}, 60_000);
