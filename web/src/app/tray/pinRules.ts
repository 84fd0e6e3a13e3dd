import { checkNewPin, normalizePin } from '#shared/ctap/pinuv/pinPolicy.ts';
import { dialogMessages } from '#web/presentation/messages.dialogs.ts';
import type { PinQuestion } from '#web/usecases/enrolmentRun.ts';
import { isWeakPin } from '#web/usecases/weakPin.ts';

const words = dialogMessages.pin;
const MOST_BYTES = 63;

/** One rule beside the field and whether what is typed keeps it. */
export interface PinRule {
  readonly text: string;
  readonly isMet: boolean;
}

/** The rules of a new PIN on one key, live while it is typed. Lengths in code points of the NFC. */
export function pinRules(question: PinQuestion, pin: string, repeated: string): PinRule[] {
  const normalized = normalizePin(pin);
  const length = Array.from(normalized).length;
  const { minPinLength, maxPinLength } = question;
  const isTyped = length > 0;
  const bytes = new TextEncoder().encode(normalized).length;
  return [
    { text: words.length(minPinLength), isMet: length >= minPinLength },
    ...(maxPinLength === null
      ? []
      : [{ text: words.notTooLong(maxPinLength), isMet: isTyped && length <= maxPinLength }]),
    // Only said when it matters: nobody thinks in bytes.
    ...(bytes > MOST_BYTES ? [{ text: words.bytes, isMet: false }] : []),
    { text: words.notWeak, isMet: isTyped && length >= minPinLength && !isWeakPin(normalized) },
    { text: words.same, isMet: isTyped && pin === repeated },
  ];
}

/** Whether a new PIN may be sent: the same check that the key's client makes. */
export function mayUsePin(question: PinQuestion, pin: string, repeated: string): boolean {
  const { minPinLength, maxPinLength } = question;
  return (
    pin === repeated &&
    checkNewPin(pin, {
      minPinLength,
      isWeak: isWeakPin,
      ...(maxPinLength === null ? {} : { maxPinLength }),
    }) === undefined
  );
}
