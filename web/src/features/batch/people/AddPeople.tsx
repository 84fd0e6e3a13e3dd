import { FileText, UserRoundPlus, Users } from 'lucide-react';
import { useId, useState } from 'react';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { AddGroup } from './AddGroup.tsx';
import { AddList } from './AddList.tsx';
import { AddOne } from './AddOne.tsx';
import type { PeopleDesk } from './usePeopleChoice.ts';

const WAYS = [
  { id: 'group', label: words.fromGroup, icon: Users, part: AddGroup },
  { id: 'list', label: words.fromList, icon: FileText, part: AddList },
  { id: 'one', label: words.oneByOne, icon: UserRoundPlus, part: AddOne },
] as const;

/** Three ways to add people to one list. */
export function AddPeople({ desk }: { readonly desk: PeopleDesk }) {
  const name = useId();
  const [way, setWay] = useState<(typeof WAYS)[number]['id']>('group');
  const Part = WAYS.find(({ id }) => id === way)?.part ?? AddGroup;
  return (
    <section className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      <fieldset>
        <legend className="mb-2 font-semibold text-title">{words.ways}</legend>
        <div className="flex flex-wrap gap-2">
          {WAYS.map(({ id, label, icon: Icon }) => (
            <label
              key={id}
              className="inline-flex min-h-10 items-center gap-2 rounded-md border border-line-strong px-3 hover:bg-hover has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-accent-text has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
            >
              <input
                type="radio"
                name={name}
                value={id}
                checked={way === id}
                onChange={() => setWay(id)}
                className="sr-only"
              />
              <Icon aria-hidden size={16} />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
      <Part desk={desk} />
    </section>
  );
}
