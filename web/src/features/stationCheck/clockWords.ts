import { locale } from '#web/presentation/language.ts';
import { stationCheckMessages } from '#web/presentation/messages.stationCheck.ts';
import { clockAheadMs } from '#web/usecases/stationCheck/assessStation.ts';
import type { ClockFacts, StationFacts } from '#web/usecases/stationCheck/stationFacts.ts';

const words = stationCheckMessages.clock;
const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** How far this computer's clock is off, in words. */
export function clockReading(clock: ClockFacts): string {
  const aheadMs = clockAheadMs(clock);
  const offMs = Math.abs(aheadMs);
  if (offMs < SECOND_MS) return words.same;
  const text =
    offMs < 2 * MINUTE_MS
      ? words.seconds(Math.round(offMs / SECOND_MS))
      : words.minutes(Math.round(offMs / MINUTE_MS));
  return aheadMs > 0 ? words.ahead(text) : words.behind(text);
}

/** Whose clock it was held against. */
export function clockSource(clock: StationFacts['clock']): string {
  if (!clock) return '';
  return clock.graph === null
    ? words.byBackend
    : words.byGraph(time.format(new Date(clock.graph.notedAt)));
}
