/** The widest step that reads as counting: 111111, 123456, 987654, 02468. */
const WIDEST_STEP = 2;

/** PINs that are tried first by anyone who finds a key, beyond the patterns below. */
const COMMON_PINS: ReadonlySet<string> = new Set(['password', 'qwertz', 'qwerty', 'letmein']);

/** Says whether a PIN is one of the first that anybody would try: one step repeated, a short block repeated, a word. */
export function isWeakPin(pin: string): boolean {
  const points = [...pin].map((character) => character.codePointAt(0) ?? 0);
  return isOneStep(points) || isRepeatedBlock(pin) || COMMON_PINS.has(pin.toLowerCase());
}

function isOneStep(points: readonly number[]): boolean {
  const steps = points.slice(1).map((point, index) => point - (points[index] ?? 0));
  const first = steps[0] ?? 0;
  return Math.abs(first) <= WIDEST_STEP && steps.every((step) => step === first);
}

function isRepeatedBlock(pin: string): boolean {
  return /^(.{1,3})\1+$/su.test(pin);
}
