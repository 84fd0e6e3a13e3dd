import { useMutation, useQuery } from '@tanstack/react-query';
import type { OwnInvitation } from '#shared/api/invitations.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { Button } from '#web/components/Button.tsx';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';
import { probeWays } from '#web/usecases/ways/chooseWay.ts';
import { OwnFailure } from './OwnFailure.tsx';
import { isSignInWanted, SignInAgain } from './SignInAgain.tsx';

const words = enrolMessages.other;

/** Whether the companion extension is here, knows this page and is taken by the profile. */
export function useExtension({ ways }: Pick<OwnInvitation, 'ways'>): boolean {
  const { loadWays } = useServices();
  const isTaken = ways.includes('extension');
  const probe = useQuery({
    queryKey: ['ways'],
    queryFn: async ({ signal }) => probeWays(await loadWays(), { signal }),
    enabled: isTaken,
  });
  return isTaken && probe.data?.extension?.kind === 'works';
}

/** Begins with a key that only the browser speaks to: nobody here sees it before it is registered. */
export function ByBrowser({ isMain }: { readonly isMain: boolean }) {
  const { station, ownEnrolment } = useServices();
  const begin = useMutation({
    mutationFn: () =>
      station.enrolInBrowser(() => ownEnrolment.start({ way: 'extension' }), ownEnrolment),
  });
  const code = begin.isError ? failureCodeOf(begin.error) : null;
  return (
    <section aria-labelledby="by-browser" className="flex flex-col items-start gap-2">
      <h2 id="by-browser" className="font-semibold text-title">
        {words.byBrowser}
      </h2>
      <p>{words.byBrowserText}</p>
      {code !== null &&
        (isSignInWanted(code) ? (
          <SignInAgain code={code} />
        ) : (
          <div role="alert">
            <OwnFailure code={code} />
          </div>
        ))}
      <Button
        look={isMain ? 'primary' : 'secondary'}
        className="min-h-11"
        busy={begin.isPending}
        onClick={() => begin.mutate()}
      >
        {words.begin}
      </Button>
    </section>
  );
}
