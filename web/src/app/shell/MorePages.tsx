import { Link } from '@tanstack/react-router';
import { Ellipsis } from 'lucide-react';
import { Menu } from '#web/components/Menu.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import type { pagesOf } from './pagesOf.ts';

/** The pages that have no room in the bar of a phone. */
export function MorePages({ pages }: { readonly pages: ReturnType<typeof pagesOf> }) {
  return (
    <li className="wide:hidden flex-1 rounded-md text-small has-aria-[current=page]:bg-accent-soft">
      <Menu
        label={words.morePages}
        triggerClassName="w-full min-h-13 flex-col gap-0!"
        trigger={
          <>
            <Ellipsis aria-hidden size={20} />
            {words.more}
          </>
        }
      >
        <ul>
          {pages.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                onClick={(event) =>
                  event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()
                }
                className="flex min-h-11 items-center gap-3 rounded-md px-3 text-body hover:bg-hover aria-[current=page]:bg-accent-soft aria-[current=page]:font-semibold aria-[current=page]:text-accent-text"
              >
                <Icon aria-hidden size={20} />
                {label}
              </Link>
            </li>
          ))}
        </ul>
      </Menu>
    </li>
  );
}
