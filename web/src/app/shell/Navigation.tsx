import { Link } from '@tanstack/react-router';
import { classes } from '#web/components/classes.ts';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { useMe } from '../providers/services.ts';
import { useUnfinishedElsewhere } from '../unfinished/useUnfinished.ts';
import { MorePages } from './MorePages.tsx';
import { pagesOf } from './pagesOf.ts';

/** So many stand beside each other on a phone; the rest is behind one more. */
const MOST_ON_PHONE = 5;

/** At the side on a desk, along the bottom on a phone. */
export function Navigation() {
  const { roles, hasApprovals } = useMe();
  const pages = pagesOf(roles).filter(({ to }) => to !== '/approvals' || hasApprovals);
  const room = pages.length > MOST_ON_PHONE ? MOST_ON_PHONE - 1 : pages.length;
  return (
    <nav
      aria-label={words.navigation}
      className="max-wide:fixed max-wide:inset-x-0 max-wide:bottom-0 max-wide:z-10 max-wide:border-t wide:w-52 wide:shrink-0 wide:border-r border-line bg-surface print:hidden"
    >
      <ul className="flex wide:sticky wide:top-12 wide:flex-col gap-1 wide:p-3 max-wide:justify-around max-wide:px-1 max-wide:py-1">
        {pages.map(({ to, label, icon: Icon }, index) => (
          <li key={to} className={classes('max-wide:flex-1', index >= room && 'max-wide:hidden')}>
            <Link
              to={to}
              className="relative flex min-h-11 items-center wide:gap-3 rounded-md px-3 text-muted hover:bg-hover hover:text-text max-wide:min-h-13 max-wide:flex-col max-wide:justify-center max-wide:whitespace-nowrap max-wide:px-1 max-wide:text-small aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-text"
            >
              <Icon aria-hidden size={20} />
              {label}
              {to === '/unfinished' && <UnfinishedCount />}
            </Link>
          </li>
        ))}
        {pages.length > room && <MorePages pages={pages.slice(room)} />}
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
