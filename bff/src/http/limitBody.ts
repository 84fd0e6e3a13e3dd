import { bodyLimit } from 'hono/body-limit';
import { HttpFailure } from './httpFailure.ts';

/** The largest body is an attestation with its certificate chain: about 16 KiB as base64url. */
const MAXIMUM_BODY_BYTES = 64 * 1024;

/** Refuses larger bodies before they are read. @throws HttpFailure `request_too_large` */
export function limitBody() {
  return bodyLimit({
    maxSize: MAXIMUM_BODY_BYTES,
    onError: () => {
      throw new HttpFailure('request_too_large', 'the body is larger than 64 KiB');
    },
  });
}
