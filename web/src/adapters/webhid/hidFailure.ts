import { AppError, TransportError } from '#shared/failure/appError.ts';

/** What was tried when WebHID refused. `write` is split by whether the key ever took a report. */
export type HidAttempt = 'list' | 'choose' | 'open' | 'firstWrite' | 'laterWrite';

/**
 * Turns what WebHID throws into a failure with a code. Blink says NotAllowedError for a system that refuses the handle
 * as well as for a key that was just pulled out, so what was tried has to tell them apart: a port that took a report
 * before was not blocked.
 */
export function toHidFailure(cause: unknown, attempt: HidAttempt): AppError {
  if (cause instanceof AppError) return cause;
  const name = cause instanceof Error ? cause.name : '';
  const text = `WebHID refused to ${attempt === 'firstWrite' || attempt === 'laterWrite' ? 'write' : attempt}`;
  switch (name) {
    case 'SecurityError':
      return new TransportError('hid_blocked', text, { cause });
    case 'NotAllowedError':
      return new TransportError(attempt === 'laterWrite' ? 'device_removed' : 'hid_blocked', text, {
        cause,
      });
    case 'AbortError':
      return new TransportError('cancelled', text, { cause });
    case 'InvalidStateError':
    case 'NotFoundError':
    case 'NetworkError':
      return new TransportError('device_removed', text, { cause });
    default:
      return new TransportError(attempt === 'list' ? 'hid_blocked' : 'device_removed', text, {
        cause,
      });
  }
}
