import type { ProfileContent } from './profile.ts';
import type { Way } from './way.ts';

/** Every way, the one that can do most first. */
export const WAYS_BEST_FIRST = [
  'webhid',
  'extension',
  'override',
  'guided',
] as const satisfies readonly Way[];

/** What decides about the ways of a profile. */
type WaysOfProfile = Pick<ProfileContent, 'ways' | 'reset' | 'pin' | 'forcePinChange'>;

/**
 * Tells whether a profile asks for what only CTAP can do to a key before anybody has it: a reset, a PIN that nobody sees, a change
 * of the PIN that the key itself insists on. What the browser's own dialog cannot set beyond that is left out and said.
 */
export function needsWebHid({ reset, pin, forcePinChange }: Omit<WaysOfProfile, 'ways'>): boolean {
  return reset !== 'never' || pin.source === 'random' || forcePinChange;
}

/** The ways by which a profile can be followed, the best first. */
export function acceptedWays(profile: WaysOfProfile): Way[] {
  const chosen: readonly Way[] = profile.ways ?? WAYS_BEST_FIRST;
  return WAYS_BEST_FIRST.filter(
    (way) => chosen.includes(way) && (way === 'webhid' || !needsWebHid(profile)),
  );
}
