/** A key is pulled out and plugged in again: does it come back without anybody choosing it? */
export type ReplugTest =
  | { readonly step: 'off' }
  /** Waits for one of these keys to go. */
  | { readonly step: 'pull'; readonly keys: readonly string[] }
  /** One is gone; waits for a key that is none of these. */
  | { readonly step: 'plug'; readonly keys: readonly string[] }
  | { readonly step: 'returned' }
  /** It did not come back by itself. */
  | { readonly step: 'lost' };

/** Follows what the browser shows. @param keys the ids of the keys there now; each plug has an id of its own */
export function followReplug(test: ReplugTest, keys: readonly string[]): ReplugTest {
  if (test.step === 'pull') {
    return test.keys.every((id) => keys.includes(id)) ? test : { step: 'plug', keys };
  }
  if (test.step === 'plug' && keys.some((id) => !test.keys.includes(id))) {
    return { step: 'returned' };
  }
  return test;
}
