import { expect, it } from 'vitest';
import { firmwareText } from './firmwareText.ts';

it.each([
  [0x050701, '5.7.1'],
  [0x020100, '2.1.0'],
  [201, '201'],
  [1796, '1796'],
  [20100, '20100'],
])('writes firmware %d as %s', (version, text) => {
  expect(firmwareText(version)).toBe(text);
});
