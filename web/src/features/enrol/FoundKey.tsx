import { useMutation } from '@tanstack/react-query';
import type { OwnInvitation } from '#shared/api/invitations.ts';
import { isExpectedKey } from '#shared/enrolment/expectedKey.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import { identityLine, keyTitle } from '#web/app/tray/keyNames.ts';
import { Button } from '#web/components/Button.tsx';
import { KeySilhouette } from '#web/components/KeySilhouette.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { Spinner } from '#web/components/Spinner.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';
import type { StationKey } from '#web/usecases/stationState.ts';
import { expectedWords } from './InvitationFacts.tsx';
import { OwnFailure } from './OwnFailure.tsx';
import { isSignInWanted, SignInAgain } from './SignInAgain.tsx';

const words = enrolMessages.plug;

interface FoundKeyProps {
  readonly stationKey: StationKey;
  readonly invitation: OwnInvitation;
}

/** A key that was read, to begin with; one that the invitation does not mean is refused before anything is done. */
export function FoundKey({ stationKey, invitation }: FoundKeyProps) {
  const { station, ownEnrolment } = useServices();
  const { id, productName, observation, failure, operatorsOwn } = stationKey;
  const begin = useMutation({
    mutationFn: () => station.enrolWith(id, (key) => ownEnrolment.start({ key }), ownEnrolment),
  });
  if (failure !== null) {
    return (
      <div role="alert">
        <OwnFailure
          code={failure}
          action={<Button onClick={() => station.readAgain(id)}>{appMessages.tryAgain}</Button>}
        />
      </div>
    );
  }
  if (observation === null) {
    return (
      <p role="status" className="flex items-center gap-3">
        <Spinner size={24} /> {words.reading}
      </p>
    );
  }
  const { identity } = observation;
  const isWrong = !isExpectedKey(invitation, identity);
  const code = begin.isError ? failureCodeOf(begin.error) : null;
  return (
    <>
      <div className="flex items-center gap-4">
        <KeySilhouette productName={productName} size={72} />
        <div className="min-w-0">
          <h2 className="font-semibold text-title">{keyTitle(identity, productName)}</h2>
          <p className="text-muted">{identityLine(identity)}</p>
        </div>
      </div>
      <div role="status">
        {operatorsOwn && (
          <Notice tone="warning" title={words.own}>
            <p>{words.ownText}</p>
          </Notice>
        )}
        {isWrong && !operatorsOwn && (
          <Notice tone="bad" title={words.wrong}>
            <p>{words.wrongText(expectedWords(invitation) ?? '')}</p>
          </Notice>
        )}
        {!isWrong && !operatorsOwn && <p>{words.readyText}</p>}
      </div>
      {code !== null &&
        (isSignInWanted(code) ? (
          <SignInAgain code={code} />
        ) : (
          <div role="alert">
            <OwnFailure code={code} />
          </div>
        ))}
      {!isWrong && !operatorsOwn && (
        <Button
          look="primary"
          className="min-h-11 self-start"
          busy={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {words.begin}
        </Button>
      )}
    </>
  );
}
