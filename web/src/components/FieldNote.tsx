import type { ReactNode } from 'react';
import { classes } from './classes.ts';

interface FieldNoteProps {
  readonly id: string;
  readonly help?: ReactNode;
  /** Takes the place of the help. */
  readonly error?: ReactNode;
}

/** What stands below a field: help, or what is wrong in its place. */
export function FieldNote({ id, help, error }: FieldNoteProps) {
  const isWrong = isSaid(error);
  if (!isWrong && !isSaid(help)) return null;
  return (
    <div id={id} className={classes('text-small', isWrong ? 'text-bad' : 'text-muted')}>
      {isWrong ? error : help}
    </div>
  );
}

/** The ids that describe a field: its own note, where it has one, and what explains it elsewhere on the page. */
export function describedBy(
  noteId: string,
  { help, error }: Pick<FieldNoteProps, 'help' | 'error'>,
  elsewhere: string | undefined,
): string | undefined {
  const ids = [isSaid(error) || isSaid(help) ? noteId : undefined, elsewhere].filter(
    (id) => id !== undefined,
  );
  return ids.length === 0 ? undefined : ids.join(' ');
}

/** Whether there is anything to show. */
export function isSaid(note: ReactNode): boolean {
  return note !== undefined && note !== null && note !== '';
}
