import { Link } from '@tanstack/react-router';
import { Copy } from 'lucide-react';
import type { ProfileEntry } from '#shared/api/profiles.ts';
import { profileSummary } from '#web/app/profiles/profileWords.ts';
import { classes } from '#web/components/classes.ts';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { profileDescription, profileName } from '#web/presentation/profileName.ts';
import { useMayChange } from './useProfileBook.ts';
import { WhoChanged } from './WhoChanged.tsx';

interface ProfileTableProps {
  readonly caption: string;
  readonly profiles: readonly ProfileEntry[];
}

const HEAD =
  'sticky top-12 z-1 border-line-strong border-b bg-canvas px-2 py-2 text-left font-semibold text-muted text-small';
const CELL = 'border-line border-b px-2 py-3 align-top';
const WIDE = 'max-wide:hidden';

/** Profiles, one a row. On a phone what it does stands below its name, and the rest on its own page. */
export function ProfileTable({ caption, profiles }: ProfileTableProps) {
  const mayChange = useMayChange();
  return (
    <table className="w-full border-separate border-spacing-0">
      <caption className="sr-only">{caption}</caption>
      <thead>
        <tr>
          <th scope="col" className={HEAD}>
            {words.name}
          </th>
          <th scope="col" className={classes(HEAD, WIDE)}>
            {words.does}
          </th>
          <th scope="col" className={classes(HEAD, WIDE)}>
            {words.version}
          </th>
          <th scope="col" className={classes(HEAD, WIDE)}>
            {words.lastChange}
          </th>
          <th scope="col" className={HEAD}>
            {words.inUse}
          </th>
          {mayChange && (
            <th scope="col" className={HEAD}>
              <span className="sr-only">{words.actions}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {profiles.map((entry) => (
          <ProfileRow key={entry.profile.id} entry={entry} mayChange={mayChange} />
        ))}
      </tbody>
    </table>
  );
}

interface ProfileRowProps {
  readonly entry: ProfileEntry;
  readonly mayChange: boolean;
}

function ProfileRow({ entry, mayChange }: ProfileRowProps) {
  const { profile, enrolments } = entry;
  return (
    <tr>
      <th scope="row" className={classes(CELL, 'wide:w-72 text-left font-normal')}>
        <Link
          to="/profiles/$profileId"
          params={{ profileId: profile.id }}
          className="font-semibold text-accent-text hover:underline"
        >
          <bdi>{profileName(profile)}</bdi>
        </Link>
        <p className="mt-1 wide:hidden">{profileSummary(profile)}</p>
        <p className={classes('mt-1 text-muted text-small', WIDE)}>
          <bdi>{profileDescription(profile)}</bdi>
        </p>
      </th>
      <td className={classes(CELL, WIDE)}>{profileSummary(profile)}</td>
      <td className={classes(CELL, WIDE)}>{profile.version}</td>
      <td className={classes(CELL, WIDE, 'wide:min-w-36')}>
        <RelativeTime instant={entry.changedAt} />
        <p className="text-muted text-small">
          <WhoChanged by={entry.changedBy} />
        </p>
      </td>
      <td className={classes(CELL, 'wide:whitespace-nowrap')}>
        {enrolments.open > 0 && <p>{words.open(enrolments.open)}</p>}
        <p className="text-muted">
          {enrolments.total === 0 ? words.unused : words.total(enrolments.total)}
        </p>
      </td>
      {mayChange && (
        <td className={CELL}>
          <Link
            to="/profiles/new"
            search={{ from: profile.id }}
            aria-label={words.copyOf(profileName(profile))}
            className="-my-2 inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-md px-2 text-accent-text hover:bg-hover"
          >
            <Copy aria-hidden size={16} />
            <span className="max-wide:sr-only">{words.copy}</span>
          </Link>
        </td>
      )}
    </tr>
  );
}
