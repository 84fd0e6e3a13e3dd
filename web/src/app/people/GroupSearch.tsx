import type { Group } from '#shared/api/peopleLists.ts';
import { useServices } from '#web/app/providers/services.ts';
import { batchMessages } from '#web/presentation/messages.batch.ts';
import { NamedSearch } from './NamedSearch.tsx';
import { useNamedSearch } from './useNamedSearch.ts';

const WORDS = { none: batchMessages.noGroup, found: batchMessages.groupsFound };

interface GroupSearchProps {
  readonly label: string;
  readonly help: string;
  readonly onPick: (group: Group) => void;
}

/** Finds a group by words of its name, or by its object id. */
export function GroupSearch(props: GroupSearchProps) {
  const { backend } = useServices();
  const search = useNamedSearch<Group>(
    'groups',
    async (query, signal) => (await backend.searchGroups(query, { signal })).groups,
  );
  return (
    <NamedSearch
      {...props}
      placeholder={batchMessages.groupPlaceholder}
      search={search}
      words={WORDS}
    />
  );
}
