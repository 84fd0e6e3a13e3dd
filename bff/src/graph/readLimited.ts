/** The largest answer that is read: a page of 999 groups is about 100 KiB, options about 10 KiB. */
const MAXIMUM_BYTES = 4 * 1024 * 1024;

/**
 * Reads a body as text, up to a limit.
 * @throws RangeError beyond it; whatever the connection throws when it breaks.
 */
export async function readLimited(response: Response): Promise<string> {
  if (response.body === null) return '';
  const decoder = new TextDecoder();
  let text = '';
  let lengthBytes = 0;
  for await (const chunk of response.body) {
    lengthBytes += chunk.byteLength;
    if (lengthBytes > MAXIMUM_BYTES) throw new RangeError('the answer is too large');
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
