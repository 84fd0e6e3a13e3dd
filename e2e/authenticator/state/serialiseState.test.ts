import { describe, expect, it } from 'vitest';
import { full } from '../profiles/variants.ts';
import { createSeededRandom } from '../seededRandom.ts';
import { occupyPlaces } from './factory.ts';
import { freshState } from './keyState.ts';
import { deserialiseState, serialiseState } from './serialiseState.ts';

describe('a key written down', () => {
  it('comes back as it was', () => {
    const state = freshState(full);
    occupyPlaces(full, state, createSeededRandom('state'));
    state.pinHash = new Uint8Array(16).fill(3);
    expect(deserialiseState(serialiseState(state), freshState(full))).toEqual(state);
    expect(state.credentials).toHaveLength(25);
  });
});
