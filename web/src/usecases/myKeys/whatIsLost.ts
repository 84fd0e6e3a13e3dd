import type { OwnPasskey } from '#shared/api/index.ts';

/** The keys that count: not those that are on their way out. */
export function keysThere(passkeys: readonly OwnPasskey[]): readonly OwnPasskey[] {
  return passkeys.filter(({ isBeingRemoved }) => !isBeingRemoved);
}

/** Whether no key that works would be left without this one, as the backend counts. */
export function isLastThatWorks(passkeys: readonly OwnPasskey[], methodId: string): boolean {
  return !keysThere(passkeys).some(({ id, usable }) => id !== methodId && usable === 'yes');
}
