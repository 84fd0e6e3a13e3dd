import { useMutation } from '@tanstack/react-query';
import { List } from 'lucide-react';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import { useServices } from '#web/app/providers/services.ts';
import type { RunningCheck } from '#web/app/stationCheck/useStationCheck.ts';
import { Button } from '#web/components/Button.tsx';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.ts';

/** What the person can do now for the check to go on; nothing where it goes on by itself. */
export function NextStep({ check, facts, report }: RunningCheck) {
  const { station } = useServices();
  const chooser = useMutation({
    mutationFn: () => station.chooseDevice(),
    onMutate: () => check.chooserOpened(),
    onSuccess: () => check.chooserClosed(null),
    onError: (error) => check.chooserClosed(failureCodeOf(error)),
  });
  if (facts.replug.step === 'pull' || facts.replug.step === 'plug') {
    return (
      <div className="flex flex-wrap gap-2">
        {facts.replug.step === 'plug' && (
          <Button onClick={() => check.replugFailed()}>{words.nothingHappens}</Button>
        )}
        <Button look="quiet" onClick={() => check.stopReplug()}>
          {words.stopReplug}
        </Button>
      </div>
    );
  }
  switch (report.verdict) {
    case 'needsKey':
      return (
        <div>
          <Button
            look="primary"
            icon={<List aria-hidden size={16} />}
            busy={chooser.isPending}
            onClick={() => chooser.mutate()}
          >
            {words.choose}
          </Button>
        </div>
      );
    case 'question':
      return (
        <div className="flex flex-col items-start gap-2">
          {(['keyNotListed', 'keyListed', 'noKeyIn'] as const).map((answer) => (
            <Button key={answer} onClick={() => check.answerChooser(answer)}>
              {words.answers[answer]}
            </Button>
          ))}
        </div>
      );
    case 'needsReplug':
      return (
        <div>
          <Button look="primary" onClick={() => check.startReplug()}>
            {words.startReplug}
          </Button>
        </div>
      );
    case 'held':
    case 'oneClickPerKey':
    case 'ready':
      return (
        <div>
          <ButtonLink to="/station">{words.toStation}</ButtonLink>
        </div>
      );
    case 'checking':
    case 'demo':
    case 'notReady':
      return null;
  }
}
