import { Link } from '@tanstack/react-router';
import { stationMessages as words } from '#web/presentation/messages.station.ts';

/** Where it is found out what is amiss with this station. */
export function CheckLink() {
  return (
    <Link
      to="/station/check"
      className="inline-flex min-h-10 items-center text-accent-text hover:underline"
    >
      {words.checkStation}
    </Link>
  );
}
