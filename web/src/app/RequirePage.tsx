import { Outlet } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFound } from './NotFound.tsx';
import { useMe } from './providers/services.ts';
import { mayUse } from './shell/pagesOf.ts';

interface RequirePageProps {
  readonly to: Parameters<typeof mayUse>[0];
  /** The page; the routes beneath when absent. */
  readonly children?: ReactNode;
}

/** Shows a page only to the roles that have it in their navigation. A courtesy: the backend is what refuses. */
export function RequirePage({ to, children }: RequirePageProps) {
  const { roles } = useMe();
  return mayUse(to, roles) ? (children ?? <Outlet />) : <NotFound />;
}
