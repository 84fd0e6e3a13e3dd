import { GroupSearch } from '#web/app/people/GroupSearch.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { GroupProgress } from './GroupProgress.tsx';
import { type PeopleDesk, usePeopleState } from './usePeopleChoice.ts';

/** Finds a group and adds everybody in it. */
export function AddGroup({ desk }: { readonly desk: PeopleDesk }) {
  const { group } = usePeopleState(desk);
  return (
    <div className="flex max-w-xl flex-col gap-3">
      <GroupSearch
        label={words.groupLabel}
        help={words.groupHelp}
        onPick={(picked) => void desk.choice.addGroup(picked)}
      />
      {group !== null && <GroupProgress reading={group} choice={desk.choice} />}
    </div>
  );
}
