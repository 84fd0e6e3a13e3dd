import { MailQuestion } from 'lucide-react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { EmptyState } from '#web/components/EmptyState.tsx';
import { enrolMessages as words } from '#web/presentation/messages.enrol.ts';
import { OwnFailure } from './OwnFailure.tsx';
import { isSignInWanted, SignInAgain } from './SignInAgain.tsx';

interface NotInvitedProps {
  readonly error: unknown;
  readonly isRetrying: boolean;
  readonly onRetry: () => void;
}

/** Why no invitation can be shown, and what to do about it. */
export function NotInvited({ error, isRetrying, onRetry }: NotInvitedProps) {
  const { session } = useServices();
  const code = failureCodeOf(error);
  if (isSignInWanted(code)) return <SignInAgain code={code} />;
  if (code !== 'not_found') {
    return (
      <div role="alert">
        <OwnFailure code={code} onRetry={onRetry} isRetrying={isRetrying} />
      </div>
    );
  }
  return (
    <EmptyState
      icon={<MailQuestion aria-hidden size={40} />}
      title={words.none.title}
      action={<Button onClick={() => void session.signOut()}>{words.otherAccount}</Button>}
    >
      <p>{words.none.text}</p>
    </EmptyState>
  );
}
