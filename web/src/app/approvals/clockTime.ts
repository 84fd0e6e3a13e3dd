const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** The time of day at which something that is near ends. */
export function clockTime(instant: string | null): string {
  return instant === null ? '' : clock.format(new Date(instant));
}
