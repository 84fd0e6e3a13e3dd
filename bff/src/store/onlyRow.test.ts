import { expect, it } from 'vitest';
import { onlyRow } from './onlyRow.ts';

it('gives the row there is, and objects where there is none', () => {
  expect(onlyRow([{ id: 1 }])).toEqual({ id: 1 });
  expect(() => onlyRow([])).toThrow(TypeError);
});
