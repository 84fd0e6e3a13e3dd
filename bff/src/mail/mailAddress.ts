/** One address, and nothing that a header or a list of recipients could be made of (a subset of RFC 5321 §4.1.2). */
const ADDRESS =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?=.{1,190}$)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*$/;

/** Tells whether a text is a single plain mail address. */
export function isMailAddress(text: string): boolean {
  return ADDRESS.test(text);
}
