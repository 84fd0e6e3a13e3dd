import { useMutation } from '@tanstack/react-query';
import { LogIn } from 'lucide-react';
import { useEffect } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Splash } from '#web/components/Splash.tsx';
import { appMessages as words } from '#web/presentation/messages.app.ts';
import { sessionMessages } from '#web/presentation/messages.session.ts';
import { useEntry } from '../providers/services.ts';
import { EnvironmentBadge } from '../shell/EnvironmentBadge.tsx';

/** The way in, and why it failed when it did. */
export function SignedOut({ failure }: { readonly failure: FailureCode | null }) {
  const { session, config, sessionClock } = useEntry();
  const endedBy = sessionClock.endedBy();
  // Done means that the browser is on its way to the sign-in page, so it stays busy.
  const signIn = useMutation({ mutationFn: () => session.signIn() });
  const code = signIn.isError ? failureCodeOf(signIn.error) : signIn.isIdle ? failure : null;
  useEffect(() => {
    document.title = `${words.signIn} · ${words.productName}`;
  }, []);
  return (
    <Splash>
      <div className="flex flex-col items-start gap-2">
        <h1 className="font-semibold text-page">{words.productName}</h1>
        <p className="text-muted">{words.promise}</p>
        {config.environmentBadge !== null && <EnvironmentBadge label={config.environmentBadge} />}
      </div>
      {endedBy !== null && (
        <div role="status">
          <p className="font-semibold">{sessionMessages.ended[endedBy]}</p>
          <p className="text-muted">{sessionMessages.ended.next}</p>
        </div>
      )}
      <div role="alert">{code !== null && <FailureNotice code={code} />}</div>
      <Button
        look="primary"
        icon={<LogIn aria-hidden size={16} />}
        busy={signIn.isPending || signIn.isSuccess}
        onClick={() => signIn.mutate()}
        className="w-full"
      >
        {signIn.isPending || signIn.isSuccess ? words.signingIn : words.signIn}
      </Button>
    </Splash>
  );
}
