import { Outlet } from '@tanstack/react-router';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { ConnectionStrip } from './ConnectionStrip.tsx';
import { Navigation } from './Navigation.tsx';
import { TopBar } from './TopBar.tsx';

/** The frame around every page of a signed-in person. */
export function Shell() {
  return (
    <>
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed focus:top-1 focus:left-1 focus:z-20 focus:rounded-md focus:bg-raised focus:px-4 focus:py-2 focus:shadow-float"
      >
        {words.skipLink}
      </a>
      <TopBar />
      <ConnectionStrip />
      <div className="flex wide:min-h-[calc(100dvh-48px)] max-wide:pb-20 print:block print:min-h-0">
        <Navigation />
        <main id="main" tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 wide:px-8">
          <Outlet />
        </main>
      </div>
    </>
  );
}
