import { CopyButton } from '#web/components/CopyButton.tsx';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { appMessages } from '#web/presentation/messages.app.ts';
import { stationMessages as words } from '#web/presentation/messages.station.ts';
import type { EnrolmentRun } from '#web/usecases/enrolmentRun.ts';
import type { StationKey } from '#web/usecases/stationState.ts';

interface SupportDetailsProps {
  readonly stationKey: StationKey | null;
  readonly run: EnrolmentRun | null;
}

/** Everything that support asks for, and nothing secret, ready to be copied. */
export function SupportDetails({ stationKey, run }: SupportDetailsProps) {
  const text = JSON.stringify(supportDetails(stationKey, run), null, 2);
  return (
    <Disclosure summary={words.details}>
      <textarea
        readOnly
        rows={10}
        aria-label={words.details}
        value={text}
        className="w-full resize-y rounded-md bg-sunken p-3 font-mono text-small"
      />
      <CopyButton text={text} label={words.copyDetails} doneLabel={appMessages.copied} />
    </Disclosure>
  );
}

function supportDetails(stationKey: StationKey | null, run: EnrolmentRun | null) {
  return {
    ...(run === null
      ? {}
      : {
          enrolment: run.enrolment.id,
          seq: run.enrolment.seq,
          action: run.enrolment.action.kind,
          ...challengeOf(run),
          profile: `${run.enrolment.profile.id} v${run.enrolment.profile.version}`,
          lastFailure: run.failure?.code ?? run.enrolment.lastFailure,
          requests: run.requests,
        }),
    ...(stationKey === null
      ? {}
      : {
          usb: `${hex4(stationKey.vendorId)}:${hex4(stationKey.productId)}`,
          productName: stationKey.productName,
          identity: stationKey.observation?.identity ?? null,
          key: stationKey.description,
        }),
  };
}

/** When the challenge ends that the key is to sign: minutes from now, or weeks for a batch. */
function challengeOf({ enrolment: { action } }: EnrolmentRun) {
  return action.kind === 'makeCredential' ? { challengeEnds: action.expiresAt } : {};
}

function hex4(value: number): string {
  return value.toString(16).padStart(4, '0');
}
