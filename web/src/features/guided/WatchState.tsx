import { CircleAlert, CircleCheck, Hourglass, KeyRound, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GuidedEnrolment } from '#shared/api/guided.ts';
import { modelNamesOf } from '#shared/webauthn/keyModels.ts';
import { Button } from '#web/components/Button.tsx';
import { classes } from '#web/components/classes.ts';
import { Spinner } from '#web/components/Spinner.tsx';
import { guidedMessages as words } from '#web/presentation/messages.guided.ts';
import type { GuidedSide } from '#web/usecases/guided/guidedPort.ts';
import { type Tone, watchWords } from './watchWords.ts';

interface WatchStateProps {
  readonly side: GuidedSide;
  readonly enrolment: GuidedEnrolment;
  readonly isBusy: boolean;
  readonly onLookAgain: () => void;
  readonly onStop: () => void;
}

const LOOKS: Readonly<Record<Tone, { readonly ink: string; readonly icon: ReactNode }>> = {
  work: { ink: 'text-accent-text', icon: <Spinner size={28} /> },
  wait: { ink: 'text-warn', icon: <Hourglass aria-hidden size={28} /> },
  good: { ink: 'text-good', icon: <CircleCheck aria-hidden size={28} /> },
  warn: { ink: 'text-warn', icon: <TriangleAlert aria-hidden size={28} /> },
  bad: { ink: 'text-bad', icon: <CircleAlert aria-hidden size={28} /> },
  quiet: { ink: 'text-muted', icon: <KeyRound aria-hidden size={28} /> },
};

/** How the registration stands, read out when it changes, with what can be done about it here. */
export function WatchState({ side, enrolment, isBusy, onLookAgain, onStop }: WatchStateProps) {
  const { state, profile } = enrolment;
  const { tone, title, texts } = watchWords(side, enrolment);
  const { ink, icon } = LOOKS[tone];
  const isForbidden = 'forbidden' in state && state.forbidden !== null;
  const models = modelNamesOf(profile.allowedAaguids);
  return (
    <section
      aria-label={words.state}
      className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card"
    >
      <div role="status" className="flex gap-3">
        <span className={classes('mt-0.5 shrink-0', ink)}>{icon}</span>
        <div className="flex min-w-0 flex-col gap-1 break-words">
          <h2 className="font-semibold text-title">{title}</h2>
          {texts.map((text) => (
            <p key={text}>{text}</p>
          ))}
          {isForbidden && models.length > 0 && <p>{words.models(models)}</p>}
        </div>
      </div>
      {state.kind === 'over' && (
        <div className="flex flex-wrap gap-3">
          <Button look="primary" busy={isBusy} onClick={onLookAgain}>
            {words.lookAgain}
          </Button>
          <Button look="quiet" disabled={isBusy} onClick={onStop}>
            {words.stop}
          </Button>
        </div>
      )}
    </section>
  );
}
