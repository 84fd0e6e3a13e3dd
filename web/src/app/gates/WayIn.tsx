import { lazy, Suspense } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { SignedOut } from './SignedOut.tsx';
import { Starting } from './Starting.tsx';

const InvitedWayIn = lazy(async () => ({
  default: (await import('#web/features/enrol/enrolRoutes.tsx')).InvitedWayIn,
}));

/** What the mail with an invitation links to. */
const INVITED = /^\/enrol\/?$/;

/** The way in for whoever is not signed in; those who follow an invitation have other questions than staff. */
export function WayIn({ failure }: { readonly failure: FailureCode | null }) {
  if (!INVITED.test(location.pathname)) return <SignedOut failure={failure} />;
  return (
    <Suspense fallback={<Starting />}>
      <InvitedWayIn failure={failure} />
    </Suspense>
  );
}
