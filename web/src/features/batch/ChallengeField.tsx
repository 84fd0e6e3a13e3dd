import { useId } from 'react';
import { SelectField } from '#web/components/SelectField.tsx';
import { batchRunMessages as words } from '#web/presentation/messages.batchRun.ts';
import { PLAIN_CHALLENGE_MINUTES } from './batchState.ts';

/** Minutes, from what Entra gives by itself to the most that it takes. */
const CHOICES = [PLAIN_CHALLENGE_MINUTES, 60, 720, 1_440, 10_080, 43_200] as const;

interface ChallengeFieldProps {
  readonly minutes: number;
  readonly onChange: (minutes: number) => void;
}

/** How long the challenges of a batch live, and with that how long a key may wait for its touch. */
export function ChallengeField({ minutes, onChange }: ChallengeFieldProps) {
  const help = useId();
  return (
    <div className="flex flex-col gap-1">
      <SelectField
        label={words.challenge}
        options={CHOICES.map((one) => ({ value: String(one), label: words.duration(one) }))}
        value={String(minutes)}
        onChange={(event) => onChange(Number(event.currentTarget.value))}
        aria-describedby={help}
      />
      <p id={help} className="text-muted text-small">
        {words.challengeHelp}
      </p>
    </div>
  );
}
