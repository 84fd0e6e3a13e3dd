import { CircleAlert, CircleCheck, CircleDashed, CircleHelp, TriangleAlert } from 'lucide-react';
import { classes } from '#web/components/classes.ts';
import { describeFailure } from '#web/presentation/describeFailure.ts';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PersonRow } from '#web/usecases/people/peopleTable.ts';

const LOOKS = {
  open: { icon: CircleDashed, ink: 'text-muted' },
  waiting: { icon: CircleDashed, ink: 'text-muted' },
  ready: { icon: CircleCheck, ink: 'text-good' },
  hasKeys: { icon: TriangleAlert, ink: 'text-warn' },
  stopped: { icon: CircleAlert, ink: 'text-bad' },
  unread: { icon: CircleHelp, ink: 'text-warn' },
} as const;

/** Where somebody stands, in a few words. */
function stateText(person: PersonRow): string {
  const { status, problems, passkeys, isIncluded } = person;
  if (status === 'hasKeys') return words.hasKeys(passkeys.length);
  if (status !== 'stopped') return words.states[status];
  if (isIncluded) return words.states.included;
  const [first, ...more] = problems.map(
    (code) => words.shortReason(code) ?? describeFailure(code).title,
  );
  return more.length === 0 ? (first ?? '') : `${first} ${words.andMore(more.length)}`;
}

/** The same with its icon. */
export function StateOfPerson({ person }: { readonly person: PersonRow }) {
  const look = person.isIncluded ? LOOKS.hasKeys : LOOKS[person.status];
  const Icon = look.icon;
  return (
    <span className={classes('flex min-w-0 items-center gap-1.5', look.ink)}>
      <Icon aria-hidden size={16} className="shrink-0" />
      <span className="truncate">{stateText(person)}</span>
    </span>
  );
}
