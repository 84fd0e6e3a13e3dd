import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { CheckField } from '#web/components/CheckField.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import {
  type Invitee,
  type InviteResult,
  inviteMany,
} from '#web/usecases/invitations/inviteMany.ts';
import { useRefresh } from './useInvitations.ts';
import type { InviteTerms } from './useInviteTerms.ts';

interface SendInvitationsProps {
  readonly form: InviteTerms;
  /** Those whom nothing stands in the way of. */
  readonly invitees: readonly Invitee[];
  readonly all: number;
  readonly isChecking: boolean;
  /** Somebody has a pass that works. */
  readonly isReplaceable: boolean;
  readonly onInvited: (userId: string) => void;
}

/** What the tenant says to all of it in one line, and the button that sends. */
export function SendInvitations(props: SendInvitationsProps) {
  const { form, invitees, all, isChecking, isReplaceable, onInvited } = props;
  const { invitations, timers } = useServices();
  const navigate = useNavigate();
  const refresh = useRefresh();
  const [results, setResults] = useState<readonly InviteResult[]>([]);
  const send = useMutation({
    mutationFn: async () => {
      const terms = form.terms();
      if (terms === null) return [];
      const came: InviteResult[] = [];
      await inviteMany({ port: invitations, timers }, invitees, terms, (result) => {
        came.push(result);
        setResults([...came]);
      });
      return came;
    },
    onSuccess: async (came) => {
      await refresh();
      if (came.every((result) => 'invitation' in result)) return navigate({ to: '/invitations' });
      for (const result of came) if ('invitation' in result) onInvited(result.invitee.userId);
      return undefined;
    },
  });
  const failed = send.isPending ? [] : results.filter((result) => 'failure' in result);
  const isBad = form.isModelBad || form.isSerialBad || form.profile === null;
  return (
    <div className="flex max-w-3xl flex-col items-start gap-4">
      <p role="status" className="font-semibold">
        {isChecking
          ? words.checking
          : invitees.length === all
            ? words.checkedOk(all)
            : words.checkedSome(invitees.length, all)}
      </p>
      {isReplaceable && (
        <CheckField
          label={words.replace}
          help={words.replaceHelp}
          checked={form.replacePass}
          onChange={form.setReplacePass}
        />
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button
          look="primary"
          disabled={invitees.length === 0 || isChecking || isBad}
          busy={send.isPending}
          onClick={() => send.mutate()}
        >
          {words.send(invitees.length)}
        </Button>
        <span role="status" className="text-muted">
          {send.isPending ? words.sending(results.length, invitees.length) : ''}
        </span>
      </div>
      {send.isError && <FailureNotice code={failureCodeOf(send.error)} />}
      {failed.length > 0 && (
        <div role="alert">
          <Notice tone="bad" title={words.notSent(failed.length)}>
            <ul>
              {failed.map((result) => (
                <li key={result.invitee.userId}>
                  <bdi>{result.invitee.displayName}</bdi>:{' '}
                  {'failure' in result && describeFailure(result.failure).title}
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
    </div>
  );
}
