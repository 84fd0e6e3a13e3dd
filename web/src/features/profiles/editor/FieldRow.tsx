import { type ReactNode, useId } from 'react';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { profileFieldMessages as words } from '#web/presentation/messages.profileFields.ts';
import { PermanenceMark } from '../PermanenceMark.tsx';
import { permanenceOf } from '../permanence.ts';

interface FieldRowProps {
  readonly content: ProfileContent;
  readonly member: keyof ProfileContent;
  /** Gets the id of the explanation, to be described by it. */
  readonly children: (explanationId: string) => ReactNode;
}

/** A setting, and beside it what it does and how far that can be taken back. On a phone the words stand below. */
export function FieldRow({ content, member, children }: FieldRowProps) {
  const id = useId();
  const permanence = permanenceOf(content, member);
  return (
    <div
      data-member={member}
      className="grid grid-cols-1 gap-x-8 gap-y-2 border-line border-t py-4 first:border-t-0 wide:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]"
    >
      <div className="flex min-w-0 flex-col gap-3">{children(id)}</div>
      <div id={id} className="flex flex-col gap-2 text-muted">
        <p>{words.fields[member].meaning}</p>
        {permanence !== null && <PermanenceMark permanence={permanence} />}
      </div>
    </div>
  );
}
