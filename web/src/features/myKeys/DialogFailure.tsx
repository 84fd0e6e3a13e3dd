import '#web/presentation/laterFailures.ts';
import '#web/presentation/lostKeyFailures.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import type { PendingWish } from '#web/usecases/myKeys/pendingWish.ts';
import { isSignInWanted, SignInFirst } from './SignInFirst.tsx';

interface DialogFailureProps {
  readonly error: Error | null;
  readonly wish: PendingWish;
}

/** Why it was not done; where only the sign-in is missing, the way there and back. */
export function DialogFailure({ error, wish }: DialogFailureProps) {
  if (error === null) return null;
  if (isSignInWanted(error)) return <SignInFirst wish={wish} />;
  return (
    <div role="alert">
      <FailureNotice code={failureCodeOf(error)} />
    </div>
  );
}
