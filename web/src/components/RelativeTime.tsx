import { useState } from 'react';
import { locale } from '#web/presentation/language.ts';

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short' });

/** How long ago in words, with the exact time on hover. */
export function RelativeTime({ instant }: { readonly instant: string }) {
  const [now] = useState(() => Date.now());
  const date = new Date(instant);
  const seconds = (date.getTime() - now) / 1000;
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length);
  const words =
    unit === undefined
      ? relative.format(0, 'second')
      : relative.format(Math.trunc(seconds / unit[1]), unit[0]);
  return (
    <time dateTime={instant} title={exact.format(date)}>
      {words}
    </time>
  );
}
