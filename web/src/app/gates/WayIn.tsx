import { lazy, Suspense } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { isInvitedHere, loadInvitedWayIn } from './invitedWay.ts';
import { SignedOut } from './SignedOut.tsx';
import { Starting } from './Starting.tsx';

const InvitedSignedOut = lazy(async () => ({
  default: (await loadInvitedWayIn()).InvitedSignedOut,
}));

/** The way in for whoever is not signed in; those who follow an invitation have other questions than staff. */
export function WayIn({ failure }: { readonly failure: FailureCode | null }) {
  if (!isInvitedHere()) return <SignedOut failure={failure} />;
  return (
    <Suspense fallback={<Starting />}>
      <InvitedSignedOut failure={failure} />
    </Suspense>
  );
}
