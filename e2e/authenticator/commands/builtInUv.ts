import { demand, StatusError } from '../ctapStatus.ts';
import { UV_RETRIES } from '../state/keyState.ts';
import type { KeyContext } from './context.ts';

/**
 * Asks for a finger that is enrolled.
 * @throws StatusError UV_BLOCKED with no retries left, UV_INVALID for a strange finger
 */
export async function verifyFinger(context: KeyContext): Promise<void> {
  const { state, presence } = context;
  demand(state.uvRetries > 0, 'UV_BLOCKED');
  const finger = await presence.wait();
  if (state.fingerprints.some((known) => known.finger === finger)) {
    state.uvRetries = UV_RETRIES;
    context.save();
    return;
  }
  state.uvRetries -= 1;
  context.save();
  throw new StatusError(state.uvRetries > 0 ? 'UV_INVALID' : 'UV_BLOCKED');
}
