import { classes } from './classes.ts';

type Tone = 'quiet' | 'work' | 'good' | 'bad' | 'call';

const TONES: Readonly<Record<Tone, string>> = {
  quiet: 'bg-sunken text-muted',
  work: 'bg-accent-soft text-accent-text',
  call: 'bg-warn-soft text-warn',
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
};

/** A state in a word, on its colour; the word says it all. */
export function StateBadge({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <span
      className={classes(
        'inline-block whitespace-nowrap rounded-full px-2.5 py-0.5 font-semibold text-small',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
