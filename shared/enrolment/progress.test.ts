import { describe, expect, it } from 'vitest';
import { foldJournal } from './enrolmentState.ts';
import { createWorld, PROFILES } from './modelWorld.ts';
import { progress } from './progress.ts';

function statesAt(
  kind: string,
  options: Parameters<typeof createWorld>[0],
): Record<string, string> {
  const world = createWorld(options);
  for (let step = 0; step < 60; step += 1) {
    const action = world.next();
    if (action.kind === kind) {
      const steps = progress(foldJournal(world.journal), action);
      return Object.fromEntries(steps.map(({ name, state }) => [name, state]));
    }
    world.perform(action);
  }
  throw new TypeError(`never came to ${kind}`);
}

describe('progress', () => {
  it('shows only the reading as current before a key was seen', () => {
    expect(statesAt('readKey', { profile: PROFILES.sealed })).toMatchObject({
      read: 'current',
      pin: 'pending',
      oldKeys: 'skipped',
    });
  });

  it('marks the touch as the current step and what was done as done', () => {
    expect(statesAt('makeCredential', { profile: PROFILES.sealed })).toEqual({
      read: 'done',
      reset: 'skipped',
      pin: 'done',
      credential: 'current',
      register: 'pending',
      prove: 'pending',
      policy: 'pending',
      oldKeys: 'skipped',
    });
  });

  it('shows a reset that took place as done', () => {
    const used = { profile: PROFILES.sealed, key: { pin: 'unknown' } };
    expect(statesAt('makeCredential', used)).toMatchObject({ reset: 'done', pin: 'done' });
  });

  it('has nothing left to do at the end', () => {
    const steps = statesAt('done', { profile: PROFILES.replacement, methodsBefore: ['old'] });
    expect(Object.values(steps)).not.toContain('pending');
    expect(steps['oldKeys']).toBe('done');
  });

  it('marks the step that failed when an enrolment was taken back', () => {
    const refused = { profile: PROFILES.sealed, refusePost: 'model_not_allowed' };
    expect(statesAt('rolledBack', refused)).toMatchObject({ credential: 'failed' });
  });
});
