import {
  CircleAlert,
  CircleCheckBig,
  CircleHelp,
  FlaskConical,
  LoaderCircle,
  type LucideIcon,
  RefreshCw,
  TriangleAlert,
  Usb,
} from 'lucide-react';
import type { RunningCheck } from '#web/app/stationCheck/useStationCheck.ts';
import { ButtonLink } from '#web/components/ButtonLink.tsx';
import { classes } from '#web/components/classes.ts';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.ts';
import type { Verdict } from '#web/usecases/stationCheck/assessStation.ts';
import { NextStep } from './NextStep.tsx';
import { useKeepFocus } from './useKeepFocus.ts';

interface Look {
  readonly Icon: LucideIcon;
  readonly box: string;
  readonly ink: string;
}

const CALM = { box: 'bg-accent-soft', ink: 'text-accent-text' } as const;
const CALL = { box: 'bg-warn-soft', ink: 'text-warn' } as const;
const GOOD = { box: 'bg-good-soft', ink: 'text-good' } as const;
const BAD = { box: 'bg-bad-soft', ink: 'text-bad' } as const;

const LOOKS: Readonly<Record<Verdict, Look>> = {
  checking: { Icon: LoaderCircle, ...CALM },
  notReady: { Icon: CircleAlert, ...BAD },
  question: { Icon: CircleHelp, ...CALL },
  needsKey: { Icon: Usb, ...CALL },
  held: { Icon: CircleHelp, ...CALL },
  demo: { Icon: FlaskConical, ...CALM },
  needsReplug: { Icon: RefreshCw, ...CALL },
  oneClickPerKey: { Icon: TriangleAlert, ...CALL },
  ready: { Icon: CircleCheckBig, ...GOOD },
};

/** The whole in a word that is read from two metres away, and the next thing to do. */
export function VerdictBanner(running: RunningCheck) {
  const { verdict } = running.report;
  const { Icon, box, ink } = LOOKS[verdict];
  const { word, means, first } = wordsOf(running);
  const keepFocus = useKeepFocus();
  return (
    <section
      {...keepFocus}
      tabIndex={-1}
      aria-label={words.title}
      aria-busy={verdict === 'checking'}
      className={classes('flex gap-4 rounded-md p-4', box)}
    >
      <Icon
        aria-hidden
        size={40}
        className={classes('shrink-0', ink, verdict === 'checking' && 'kw-turn')}
      />
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div role="status">
          <p className={classes('font-semibold text-state', ink)}>{word}</p>
          <p className="max-w-prose">{means}</p>
          {first !== undefined && <p className="font-semibold">{first}</p>}
        </div>
        <NextStep {...running} />
        {needsKit(running.report.probes) && (
          <p>
            <ButtonLink to="/station/kit" look="secondary">
              {words.getKit}
            </ButtonLink>
          </p>
        )}
      </div>
    </section>
  );
}

/** What is amiss is how the browser was started; no kit mends a host or a clock. */
function needsKit({ reach, key }: RunningCheck['report']['probes']): boolean {
  return reach.finding === 'hidden' || key.finding === 'blocked';
}

function wordsOf({ facts, report }: RunningCheck): {
  word: string;
  means: string;
  first?: string;
} {
  const { verdict, probes } = report;
  if (facts.replug.step === 'pull') return { word: words.pullNow, means: words.pullText };
  if (facts.replug.step === 'plug') return { word: words.plugNow, means: words.plugText };
  if (verdict !== 'notReady') return words.verdicts[verdict];
  return { ...words.verdicts.notReady, first: firstBad(probes) };
}

/** What to mend first, in the words of its own line. */
function firstBad(probes: RunningCheck['report']['probes']): string {
  const { browser, webhid, reach, key, clock } = words.probes;
  const lines: readonly (readonly [string, { mark: string }, string])[] = [
    [browser.title, probes.browser, browser.findings[probes.browser.finding].says],
    [webhid.title, probes.webhid, webhid.findings[probes.webhid.finding].says],
    [reach.title, probes.reach, reach.findings[probes.reach.finding].says],
    [key.title, probes.key, key.findings[probes.key.finding].says],
    [clock.title, probes.clock, clock.findings[probes.clock.finding].says],
  ];
  const first = lines.find(([, { mark }]) => mark === 'bad');
  return first === undefined ? '' : `${first[0]}: ${first[2]}`;
}
