import {
  ArrowLeftRight,
  Asterisk,
  CircleCheckBig,
  CircleX,
  Eraser,
  Hourglass,
  KeyRound,
  LoaderCircle,
  LogIn,
  Pointer,
  RefreshCw,
  Undo2,
  Usb,
} from 'lucide-react';
import { classes } from '#web/components/classes.ts';
import type { StateIcon, StateTone, StateView } from '../runView.ts';

const ICONS = {
  work: LoaderCircle,
  ready: KeyRound,
  touch: Pointer,
  plug: Usb,
  replug: RefreshCw,
  swap: ArrowLeftRight,
  pin: Asterisk,
  erase: Eraser,
  person: LogIn,
  wait: Hourglass,
  done: CircleCheckBig,
  stopped: CircleX,
  undo: Undo2,
} as const satisfies Record<StateIcon, unknown>;

const TONES: Readonly<Record<StateTone, string>> = {
  quiet: 'bg-sunken text-muted',
  work: 'bg-accent-soft text-accent-text',
  call: 'bg-warn-soft text-warn',
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
};

const MOVES: Partial<Record<StateIcon, string>> = { work: 'kw-turn', touch: 'kw-touch' };

/** The state in one large word with its icon, to be read from two metres away, and beneath it what to do. */
export function StateWord({ word, hint, icon, tone }: Omit<StateView, 'failure'>) {
  const Icon = ICONS[icon];
  return (
    <div className={classes('flex items-center gap-4 rounded-md px-4 py-3', TONES[tone])}>
      <Icon aria-hidden size={32} className={classes('shrink-0', MOVES[icon])} />
      <div className="min-w-0">
        <p className="font-semibold text-state">{word}</p>
        {hint !== null && <p className="text-text">{hint}</p>}
      </div>
    </div>
  );
}
