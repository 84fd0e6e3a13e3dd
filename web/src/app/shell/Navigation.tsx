import { Link } from '@tanstack/react-router';
import { appMessages as words } from '#web/presentation/messages.app.en.ts';
import { useMe } from '../providers/services.ts';
import { useUnfinishedElsewhere } from '../unfinished/useUnfinished.ts';
import { pagesOf } from './pagesOf.ts';

/** At the side on a desk, along the bottom on a phone. */
export function Navigation() {
  const { roles } = useMe();
  return (
    <nav
      aria-label={words.navigation}
      className="max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-10 max-wide:border-t wide:w-52 wide:shrink-0 wide:border-r border-line bg-surface"
    >
      <ul className="flex wide:sticky wide:top-12 wide:flex-col gap-1 wide:p-3 max-wide:justify-around max-wide:overflow-x-auto max-wide:px-1 max-wide:py-1">
        {pagesOf(roles).map(({ to, label, icon: Icon }) => (
          <li key={to} className="max-wide:min-w-14 max-wide:flex-1">
            <Link
              to={to}
              className="relative flex min-h-11 items-center wide:gap-3 rounded-md px-3 text-muted hover:bg-hover hover:text-text max-wide:min-h-13 max-wide:px-0.5 max-wide:flex-col max-wide:justify-center max-wide:text-small aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-text"
            >
              <Icon aria-hidden size={20} />
              {label}
              {to === '/unfinished' && <UnfinishedCount />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** How many wait for somebody; nothing is shown for none. */
function UnfinishedCount() {
  const count = useUnfinishedElsewhere();
  if (count === 0) return null;
  return (
    <>
      <span
        aria-hidden
        className="rounded-full bg-warn-soft px-2 font-semibold text-small text-warn wide:ml-auto max-wide:absolute max-wide:top-1 max-wide:left-1/2 max-wide:ml-3"
      >
        {count}
      </span>
      <span className="sr-only">{words.unfinishedCount(count)}</span>
    </>
  );
}
