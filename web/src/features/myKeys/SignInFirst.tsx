import { useMutation } from '@tanstack/react-query';
import { LogIn } from 'lucide-react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { lostKeyMessages } from '#web/presentation/messages.lostKey.ts';
import type { PendingWish } from '#web/usecases/myKeys/pendingWish.ts';
import { keepWish } from './useWish.ts';

const words = lostKeyMessages.signIn;

/** Whether it failed for a sign-in that is too old or too weak: an identity provider that asks for more says the second. */
export function isSignInWanted(error: Error | null): boolean {
  const code = error === null ? null : failureCodeOf(error);
  return code === 'session_not_fresh' || code === 'session_expired';
}

/** Sends somebody to sign in again, and back to what they were about to do. */
export function SignInFirst({ wish }: { readonly wish: PendingWish }) {
  const { session } = useServices();
  const signIn = useMutation({
    mutationFn: () => {
      keepWish(wish);
      return session.signIn({ anew: true });
    },
  });
  // Done means that the browser is on its way.
  const isLeaving = signIn.isPending || signIn.isSuccess;
  return (
    <div role="alert">
      <Notice
        tone="info"
        title={words.title}
        action={
          <Button
            look="primary"
            icon={<LogIn aria-hidden size={16} />}
            busy={isLeaving}
            onClick={() => signIn.mutate()}
          >
            {isLeaving ? words.leaving : words.confirm}
          </Button>
        }
      >
        <p>{words.text}</p>
      </Notice>
    </div>
  );
}
