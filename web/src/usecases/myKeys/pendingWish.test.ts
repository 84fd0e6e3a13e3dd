import { describe, expect, it } from 'vitest';
import { createWishMemory } from './pendingWish.ts';

function tab() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
  };
}

describe('what somebody was about to do', () => {
  it('is there again after the way to the sign-in page, once', () => {
    const memory = tab();
    createWishMemory(memory).keep({ wish: 'lost', id: '-2_GRUg2' });
    expect(createWishMemory(memory).take()).toEqual({ wish: 'lost', id: '-2_GRUg2' });
    expect(createWishMemory(memory).take()).toBeNull();
  });

  it.each(['', 'lost', 'burn abc', 'lost <b>', 'lost a b'])(
    'is nothing where %j is kept',
    (text) => {
      const memory = tab();
      memory.setItem('keywright.keyWish', text);
      expect(createWishMemory(memory).take()).toBeNull();
    },
  );
});
