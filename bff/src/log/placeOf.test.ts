import { describe, expect, it } from 'vitest';
import { placeOf } from './placeOf.ts';

describe('placeOf', () => {
  it('gives file and line of our own code, without the text', () => {
    const place = placeOf(new Error('x\n    at marker (/bff/marker-51673.ts:1:1)'));
    expect(place).toMatch(/^src\/log\/placeOf\.test\.ts:\d+$/);
  });

  it('is silent about what is not an error, or not ours', () => {
    const foreign = new Error('x');
    foreign.stack = 'Error: x\n    at run (node:internal/process:1:2)';
    expect(placeOf(foreign)).toBeUndefined();
    expect(placeOf('x')).toBeUndefined();
    expect(placeOf(undefined)).toBeUndefined();
  });
});
