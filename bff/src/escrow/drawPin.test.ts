import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { drawPin } from './drawPin.ts';
import { isWeakPin } from './weakPins.ts';

describe('isWeakPin', () => {
  it.each([
    ['11111111', 'one digit'],
    ['12121212', 'a repeated pair'],
    ['12345678', 'a sequence'],
    ['87654321', 'a sequence backwards'],
    ['78901234', 'a sequence over the end'],
    ['13579135', 'every second digit'],
    ['12344321', 'a palindrome'],
    ['24121984', 'a day, European order'],
    ['12241984', 'a day, American order'],
    ['19841224', 'a day, ISO order'],
    ['241284', 'a day with a short year'],
    ['1984', 'a year'],
    ['2509', 'a day without a year'],
    ['840931', 'a short year before its day'],
    ['30091984', 'a day that is no month'],
    ['14725836', 'a walk over the number pad'],
    ['QWERTYUI', 'a walk over the keyboard'],
    ['11223344', 'a doubled sequence'],
    ['11121222', 'two different digits'],
    ['Passw0rd', 'a favourite, in any case'],
  ])('refuses %s: %s', (pin) => {
    expect(isWeakPin(pin)).toBe(true);
  });

  it.each(['83914072', '59037148', 'K7QX4MPD', '402917', '4073', '40730'])('takes %s', (pin) => {
    expect(isWeakPin(pin)).toBe(false);
  });

  it('refuses more than a thousand PINs of six digits, and few enough to leave the rest hard to guess', () => {
    // Every tenth of the million, with the last digit going round so that no rule is favoured.
    const sample = Array.from({ length: 100_000 }, (_, index) => index * 10 + (index % 10));
    const weak = sample.filter((number) => isWeakPin(String(number).padStart(6, '0'))).length;
    expect(weak).toBeGreaterThan(1_000);
    expect(weak / sample.length).toBeLessThan(0.15);
  });
});

describe('drawPin', () => {
  it.each(['digits', 'alphanumeric'] as const)(
    'draws every character of %s as often as any other',
    (alphabet) => {
      const counts = new Map<string, number>();
      const draws = 5_000;
      const length = 8;
      for (let draw = 0; draw < draws; draw += 1) {
        for (const character of drawPin({ length, alphabet }, randomBytes).reveal()) {
          counts.set(character, (counts.get(character) ?? 0) + 1);
        }
      }
      const size = alphabet === 'digits' ? 10 : 31;
      expect(counts.size).toBe(size);
      const expected = (draws * length) / size;
      const chiSquare = [...counts.values()].reduce(
        (sum, count) => sum + (count - expected) ** 2 / expected,
        0,
      );
      // The 0.999999 quantiles for 9 and 30 degrees of freedom, rounded up: one false alarm in a million runs.
      expect(chiSquare).toBeLessThan(size === 10 ? 46 : 84);
    },
  );

  it.each(['digits', 'alphanumeric'] as const)(
    'draws %s of every length that a profile may ask for, each from its characters and none weak',
    (alphabet) => {
      const characters = alphabet === 'digits' ? /^\d+$/ : /^[2-9A-HJKMNP-Z]+$/;
      for (let length = 6; length <= 63; length += 1) {
        const pin = drawPin({ length, alphabet }, randomBytes).reveal();
        expect(pin).toHaveLength(length);
        expect(pin).toMatch(characters);
        expect(isWeakPin(pin)).toBe(false);
      }
    },
  );

  it('draws every PIN that is left as often as any other, and never one that is refused', () => {
    // Three digits are few enough to draw each of them a hundred times.
    const recipe = { length: 3, alphabet: 'digits' } as const;
    const all = Array.from({ length: 1_000 }, (_, number) => String(number).padStart(3, '0'));
    const left = all.filter((pin) => !isWeakPin(pin));
    const counts = new Map(left.map((pin) => [pin, 0]));
    const draws = left.length * 100;
    for (let draw = 0; draw < draws; draw += 1) {
      const pin = drawPin(recipe, randomBytes).reveal();
      counts.set(pin, (counts.get(pin) ?? Number.NaN) + 1);
    }
    expect([...counts.keys()]).toEqual(left);
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - 100) ** 2 / 100,
      0,
    );
    // For so many degrees of freedom nearly normal: five standard deviations, one false alarm in three million runs.
    const freedom = left.length - 1;
    expect(Math.abs(chiSquare - freedom)).toBeLessThan(5 * Math.sqrt(2 * freedom));
  });

  it('throws away bytes that would favour some digits', () => {
    // 250 to 255 are beyond the last full ten and must not appear as 0 to 5.
    const bytes = [255, 254, 250, 8, 3, 9, 1, 4, 0, 7, 2, 251, 9, 9, 9, 9];
    const generator = () => Uint8Array.from(bytes);
    expect(drawPin({ length: 8, alphabet: 'digits' }, generator).reveal()).toBe('83914072');
  });

  it('never gives a weak PIN', () => {
    const rounds = [
      Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0, 0, 0),
      Uint8Array.of(8, 3, 9, 1, 4, 0, 7, 2, 0, 0, 0, 0, 0, 0, 0, 0),
    ];
    const generator = () => rounds.shift() ?? new Uint8Array(16);
    expect(drawPin({ length: 8, alphabet: 'digits' }, generator).reveal()).toBe('83914072');
  });

  it('gives up on a generator that is stuck', () => {
    const stuck = () => new Uint8Array(16);
    expect(() => drawPin({ length: 8, alphabet: 'digits' }, stuck)).toThrow('nothing but weak');
  });

  it('does not show its PIN by accident', () => {
    const pin = drawPin({ length: 8, alphabet: 'digits' }, randomBytes);
    expect(`${String(pin)} ${JSON.stringify({ pin })}`).not.toContain(pin.reveal());
  });
});
