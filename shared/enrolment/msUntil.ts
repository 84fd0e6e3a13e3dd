/** Milliseconds from `now` until `then`, both ISO 8601; negative when it has passed. */
export function msUntil(then: string, now: string): number {
  return Date.parse(then) - Date.parse(now);
}
