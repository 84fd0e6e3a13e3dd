import { describe, expect, it } from 'vitest';
import { createSignInAttempts } from './signInAttempts.ts';

function tab() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

describe('sign-ins that lead to nothing', () => {
  it('are a loop from the second on, also after the page was loaded again', () => {
    const memory = tab();
    createSignInAttempts(memory).note();
    expect(createSignInAttempts(memory).isLoop()).toBe(false);
    createSignInAttempts(memory).note();
    expect(createSignInAttempts(memory).isLoop()).toBe(true);
  });

  it('are forgotten once one has led to the invitation', () => {
    const attempts = createSignInAttempts(tab());
    attempts.note();
    attempts.note();
    attempts.clear();
    expect(attempts.count()).toBe(0);
    expect(attempts.isLoop()).toBe(false);
  });

  it('are none where the memory holds something else', () => {
    const memory = tab();
    memory.setItem('keywright.signIns', 'x');
    expect(createSignInAttempts(memory).count()).toBe(0);
  });
});
