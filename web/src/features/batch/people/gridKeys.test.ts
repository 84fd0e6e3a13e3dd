import { expect, it } from 'vitest';
import { readGridKey } from './gridKeys.ts';

const key = (
  name: string,
  held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey', boolean>> = {},
) => ({
  key: name,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  ...held,
});
const at = (active: number) => ({ active, count: 100, page: 10 });

it.each([
  ['ArrowDown', -1, 0],
  ['ArrowDown', 5, 6],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['PageDown', 95, 99],
  ['PageUp', 25, 15],
  ['Home', 50, 0],
  ['End', 50, 99],
])('%s goes from row %i to row %i', (name, from, to) => {
  expect(readGridKey(key(name), at(from))).toEqual({ active: to, select: 'keep' });
});

it('selects, extends, takes all and removes', () => {
  expect(readGridKey(key('ArrowDown', { shiftKey: true }), at(1))?.select).toBe('extend');
  expect(readGridKey(key(' '), at(1))).toEqual({ active: 1, select: 'toggle' });
  expect(readGridKey(key('A', { metaKey: true }), at(1))?.select).toBe('all');
  expect(readGridKey(key('Delete'), at(1))?.select).toBe('remove');
});

it('leaves every other key, and every key of an empty list, to the browser', () => {
  expect(readGridKey(key('a'), at(1))).toBeNull();
  expect(readGridKey(key('Tab'), at(1))).toBeNull();
  expect(readGridKey(key('ArrowDown'), { active: -1, count: 0, page: 10 })).toBeNull();
});
