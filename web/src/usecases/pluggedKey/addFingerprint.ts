import { toHex } from '#shared/bytes/hex.ts';
import type { FingerprintClient } from '#shared/ctap/fingerprintClient.ts';
import type { PinUvPlatform } from '#shared/ctap/pinuv/pinUvPlatform.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { FingerTouch } from './pluggedKeyState.ts';

/** A key waits half a minute for a finger; nobody is there when it waited in vain twice. */
const MOST_IDLE_TOUCHES = 2;

/**
 * Adds a finger, touch by touch, until the key has enough of it. Whatever ends it early, the key is told to forget the
 * touches so far.
 * @param report what the key says of each touch
 * @returns the finger's id in hexadecimal digits
 * @throws CtapError `key_store_full`; AppError `touch_timeout`; TransportError `cancelled` `device_removed`
 * @see CTAP 2.3 §6.7.4, §6.7.5
 */
export async function addFingerprint(
  client: FingerprintClient,
  platform: PinUvPlatform,
  report: (touch: FingerTouch) => void,
  signal: AbortSignal,
): Promise<string> {
  const enrolment = await client.enrollFingerprint({ platform }, { signal });
  let total: number | null = null;
  let idle = 0;
  report({ feedback: null, done: 0, total });
  try {
    for (;;) {
      const { feedback, remainingSamples } = await enrolment.capture({ signal });
      total ??= remainingSamples + (feedback === 'good' ? 1 : 0);
      report({ feedback, done: total - remainingSamples, total });
      if (remainingSamples === 0) break;
      if (feedback === 'database_full') {
        throw new AppError('key_store_full', 'The key has no room for another finger');
      }
      idle = feedback === 'no_user_activity' ? idle + 1 : 0;
      if (idle === MOST_IDLE_TOUCHES) {
        throw new AppError('touch_timeout', 'Nobody touched the sensor');
      }
    }
  } catch (error) {
    // The key may be gone, or may have forgotten them by itself; what went wrong first is what counts.
    await enrolment.cancel().catch(() => undefined);
    throw error;
  }
  if (enrolment.templateId === undefined) {
    throw new AppError('response_invalid', 'The key did not name the finger');
  }
  return toHex(enrolment.templateId);
}
