import { observeKey } from '../observeKey.ts';
import { type HeldKey, presentKey, type Run } from './run.ts';

/** Lets the tile say that the key has a PIN now; asking the key again for that alone is not worth a request. */
export function notePinSet(run: Run, { session }: HeldKey): void {
  const observed = run.keys.keys().find((key) => key.session === session)?.observed;
  if (!observed) return;
  const { plugged } = observed;
  run.keys.note(session, {
    ...observed,
    description: { ...observed.description, hasPin: true },
    plugged: { ...plugged, observation: { ...plugged.observation, hasPin: true } },
  });
}

/**
 * Looks once more at a key whose enrolment has ended, if it was changed since the last look or never looked at, for the person who reads
 * its facts. A key that cannot be asked any more keeps what was known of it.
 */
export async function noteEnd(run: Run): Promise<void> {
  const held = presentKey(run);
  if (held === null) return;
  const isKnown = run.keys
    .keys()
    .some(({ session, observed }) => session === held.session && observed !== null);
  if (isKnown && !held.changed) return;
  try {
    run.keys.note(held.session, await observeKey(held.session, null, { signal: held.removed }));
  } catch {
    // Pulled out, as the person was told to do.
  }
}
