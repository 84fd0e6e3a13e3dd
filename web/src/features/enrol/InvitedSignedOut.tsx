import { LogIn } from 'lucide-react';
import { useEffect } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useEntry } from '#web/app/providers/services.ts';
import { EnvironmentBadge } from '#web/app/shell/EnvironmentBadge.tsx';
import { Button } from '#web/components/Button.tsx';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Splash } from '#web/components/Splash.tsx';
import { enrolMessages as words } from '#web/presentation/messages.enrol.ts';
import { SignInHelp } from './SignInHelp.tsx';
import { useSignIn } from './useSignIn.ts';

/** The first that somebody sees who follows the link of their invitation. */
export function InvitedSignedOut({ failure }: { readonly failure: FailureCode | null }) {
  const { config, signInAttempts } = useEntry();
  const signIn = useSignIn({ anew: false });
  const isLeaving = signIn.isPending || signIn.isSuccess;
  const code = signIn.isError ? failureCodeOf(signIn.error) : isLeaving ? null : failure;
  useEffect(() => {
    document.title = words.tab;
  }, []);
  return (
    <Splash>
      <div className="flex flex-col items-start gap-2">
        <h1 className="font-semibold text-page">{words.title}</h1>
        {config.environmentBadge !== null && <EnvironmentBadge label={config.environmentBadge} />}
        <p>{words.whatItIs}</p>
      </div>
      <section aria-labelledby="before" className="flex w-full flex-col gap-2">
        <h2 id="before" className="font-semibold text-title">
          {words.before.title}
        </h2>
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {words.before.list.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p className="text-muted">{words.before.minutes}</p>
      </section>
      <div role="alert" className="w-full">
        {code !== null &&
          (signInAttempts.isLoop() ? <SignInHelp code={code} /> : <FailureNotice code={code} />)}
      </div>
      <div className="flex w-full flex-col gap-2">
        <Button
          look="primary"
          icon={<LogIn aria-hidden size={16} />}
          busy={isLeaving}
          onClick={() => signIn.mutate()}
          className="min-h-11 w-full"
        >
          {isLeaving ? words.signingIn : words.signIn}
        </Button>
        <p className="text-muted">{words.signInHelp}</p>
        <Disclosure summary={words.passHelp.title}>
          <ul className="flex list-disc flex-col gap-1 pl-5">
            {words.passHelp.list.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>{words.passHelp.next}</p>
        </Disclosure>
      </div>
    </Splash>
  );
}
