import { LogIn } from 'lucide-react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { enrolMessages as words } from '#web/presentation/messages.enrol.ts';
import { SignInHelp } from './SignInHelp.tsx';
import { useSignIn } from './useSignIn.ts';

/** Whether a failure says that the sign-in is too old or too weak: an identity provider that asks for more says the second. */
export function isSignInWanted(code: FailureCode): boolean {
  return code === 'session_not_fresh' || code === 'session_expired';
}

/** Asks for another sign-in; once that is seen not to help, says whom to tell what. */
export function SignInAgain({ code }: { readonly code: FailureCode }) {
  const { signInAttempts } = useServices();
  const signIn = useSignIn({ anew: true });
  const isLeaving = signIn.isPending || signIn.isSuccess;
  const isLoop = signInAttempts.isLoop() && !isLeaving;
  return (
    <div className="flex flex-col items-start gap-4">
      <div role="alert" className="w-full">
        {isLoop ? <SignInHelp code={code} /> : <FailureNotice code="session_not_fresh" />}
      </div>
      <Button
        look={isLoop ? 'secondary' : 'primary'}
        icon={<LogIn aria-hidden size={16} />}
        className="min-h-11"
        busy={isLeaving}
        onClick={() => signIn.mutate()}
      >
        {isLeaving ? words.signingIn : words.signInAgain}
      </Button>
    </div>
  );
}
