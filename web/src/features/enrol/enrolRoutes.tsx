import type { FailureCode } from '#shared/failure/codes.ts';
import { EnrolPage } from './EnrolPage.tsx';
import { InvitedSignedOut } from './InvitedSignedOut.tsx';

// Both in one file of the build: who sees the first is about to see the second.

/** For somebody who was invited. */
export function EnrolRoute() {
  return <EnrolPage />;
}

/** The way in for somebody who was invited. */
export function InvitedWayIn({ failure }: { readonly failure: FailureCode | null }) {
  return <InvitedSignedOut failure={failure} />;
}
