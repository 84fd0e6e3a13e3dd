import { describe, expect, it } from 'vitest';
import { fakeRun } from '#web/usecases/batch/testing/fakeStation.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import { chimeOf, chimeOfKey } from './chime.ts';

const sounds = (change: Partial<EnrolmentRun>) => chimeOf(fakeRun('e1', change).run);

describe('what is heard of an enrolment', () => {
  it.each([
    ['a touch that is wanted', { need: 'touch' }, 'touch'],
    ['the end of a key', { phase: 'done' }, 'done'],
    ['one that was taken back', { phase: 'rolledBack' }, 'stopped'],
    ['a question', { need: 'confirmReset' }, 'stopped'],
    ['a key that was pulled out', { need: 'plug' }, null],
    ['a wait that ends by itself', { need: 'wait' }, null],
    ['work that goes on', { need: null }, null],
  ] as const)('is %s', (_, change, chime) => {
    expect(sounds(change)).toBe(chime);
  });

  it('is a key that has to be plugged in again because something failed', () => {
    const failure = { code: 'device_timeout' } as EnrolmentRun['failure'];
    expect(sounds({ need: 'plug', failure })).toBe('stopped');
  });
});

describe('what is heard of a key that no enrolment uses', () => {
  const fine = { failure: null };

  it('is that it cannot be read, or that the batch refuses it', () => {
    expect(chimeOfKey({ failure: 'key_without_fido2' }, undefined)).toBe('stopped');
    expect(chimeOfKey(fine, { state: 'refused', code: 'key_not_assigned' })).toBe('stopped');
  });

  it('is nothing while it waits by itself or for a yes', () => {
    expect(chimeOfKey(fine, { state: 'later', code: 'graph_throttled' })).toBeNull();
    expect(chimeOfKey(fine, { state: 'held' })).toBeNull();
    expect(chimeOfKey(fine, undefined)).toBeNull();
  });
});
