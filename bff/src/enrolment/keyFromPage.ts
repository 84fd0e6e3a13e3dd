import type { ReportEvent } from '#shared/api/index.ts';
import type { KeyObservation } from '#shared/enrolment/observation.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { OpenEnrolment } from './openEnrolment.ts';

/**
 * Takes in which key the page speaks of. A key sent whole replaces what was kept; a session alone stands for the key that
 * was read in it. Any other session means that the key has to be read.
 */
export async function takeKeyFromPage(
  open: OpenEnrolment,
  { key, keySession }: Pick<ReportEvent, 'key' | 'keySession'>,
): Promise<void> {
  if (key === undefined) {
    const isKnown = keySession !== undefined && keySession.toLowerCase() === open.row.keySession;
    open.setKey(isKnown ? open.row.keyObservation : null);
    return;
  }
  const session = key.session.toLowerCase();
  if (keySession !== undefined && keySession.toLowerCase() !== session) {
    throw new AppError('request_invalid', 'two key sessions in one request');
  }
  const observation = withoutControls(key.observation);
  const { keyPeer, pinSession, keySession: before } = open.row;
  const isSamePlug = before === session;
  // A key read again in the same plug need not tell its key agreement again.
  const peer = key.peer ?? (isSamePlug ? keyPeer : null);
  const isSamePeer =
    isSamePlug &&
    peer?.protocol === keyPeer?.protocol &&
    peer?.publicKey.x === keyPeer?.publicKey.x &&
    peer?.publicKey.y === keyPeer?.publicKey.y;
  await open.setSession({
    keySession: session,
    keyObservation: observation,
    keyPeer: peer,
    pinSession: isSamePeer ? pinSession : null,
  });
  open.setKey(observation);
}

/** A product name is whatever a USB device says. PostgreSQL refuses NUL, and nobody needs the others. */
function withoutControls(observation: KeyObservation): KeyObservation {
  return { ...observation, productName: observation.productName.replace(/\p{C}/gu, '').trim() };
}
