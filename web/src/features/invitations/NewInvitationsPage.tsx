import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { useId } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { useServices } from '#web/app/providers/services.ts';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { QueryFailure } from '#web/components/QueryFailure.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import { checkInvitees } from '#web/usecases/invitations/checkInvitees.ts';
import type { Invitee } from '#web/usecases/invitations/inviteMany.ts';
import { AddInvitees } from './AddInvitees.tsx';
import { InviteeList } from './InviteeList.tsx';
import { SendInvitations } from './SendInvitations.tsx';
import { TermsFields } from './TermsFields.tsx';
import { MOST_INVITEES, useInviteeChoice } from './useInviteeChoice.ts';
import { useInviteTerms } from './useInviteTerms.ts';

/** Invites one or many: who, how, and what the tenant would say to it, before anything is sent. */
export function NewInvitationsPage() {
  const headings = { who: useId(), how: useId() };
  const { invitations } = useServices();
  const { choice, state, rows } = useInviteeChoice(
    useSearch({ from: '/invitations/invitations/new' }).for,
  );
  const form = useInviteTerms();
  const found = rows.filter(({ status }) => status !== 'open' && status !== 'waiting');
  const userIds = found.filter(({ problems }) => problems.length === 0).map(({ key }) => key);
  const isTooMany = rows.length > MOST_INVITEES;
  const pass = form.times.value;
  const check = useQuery({
    queryKey: ['invitations', 'check', userIds, pass],
    queryFn: async ({ signal }) => checkInvitees(invitations, userIds, pass, signal),
    enabled: userIds.length > 0 && found.length === rows.length && !isTooMany,
  });
  const checked = check.data;
  const problems = new Map<string, readonly FailureCode[]>(
    checked?.results.map((result) => [
      result.userId,
      'failure' in result ? [result.failure] : result.problems,
    ]),
  );
  const isReplaceable = [...problems.values()].some((codes) => codes.includes('pass_exists'));
  const isStopped = (codes: readonly FailureCode[]) =>
    codes.some((code) => code !== 'pass_exists' || !form.replacePass);
  const only = rows.length === 1 ? rows[0] : undefined;
  const asksForSerial = only !== undefined && only.serial === null;
  const typed = form.serial.trim();
  const invitees: Invitee[] =
    checked === undefined
      ? []
      : found
          .filter(({ key }) => !isStopped(problems.get(key) ?? ['user_not_found']))
          .map(({ key, name, serial }) => ({
            userId: key,
            displayName: name,
            serial: serial ?? (asksForSerial && typed !== '' ? typed : null),
          }));

  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div>
        <Link
          to="/invitations"
          className="inline-flex min-h-10 items-center text-accent-text hover:underline"
        >
          ← {words.title}
        </Link>
        <PageHeading tab={words.newTitle}>{words.newTitle}</PageHeading>
        <p className="max-w-prose text-muted">{words.newIntro}</p>
      </div>
      <section aria-labelledby={headings.who} className="flex flex-col gap-4">
        <h2 id={headings.who} className="font-semibold text-title">
          {words.who}
        </h2>
        <AddInvitees choice={choice} />
        {rows.length > 0 && (
          <InviteeList
            rows={rows}
            problems={problems}
            onRemove={(key) => choice.remove(new Set([key]))}
          />
        )}
        {isTooMany && <Notice tone="warning">{words.tooMany(MOST_INVITEES)}</Notice>}
        {state.failure !== null && (
          <FailureNotice code={state.failure} onRetry={() => choice.checkAgain()} />
        )}
      </section>
      {rows.length > 0 && (
        <section aria-labelledby={headings.how} className="flex flex-col gap-4">
          <h2 id={headings.how} className="font-semibold text-title">
            {words.how}
          </h2>
          <TermsFields form={form} asksForSerial={asksForSerial} checked={checked} />
          <QueryFailure of={check} />
          <SendInvitations
            form={form}
            invitees={invitees}
            all={rows.length}
            isChecking={check.isFetching || found.length < rows.length}
            isReplaceable={isReplaceable}
            onInvited={(userId) => choice.remove(new Set([userId]))}
          />
        </section>
      )}
    </div>
  );
}
