import type { UnitList } from '#shared/api/operatorScopes.ts';
import { NamedSearch } from '#web/app/people/NamedSearch.tsx';
import { useNamedSearch } from '#web/app/people/useNamedSearch.ts';
import { useServices } from '#web/app/providers/services.ts';
import { scopeMessages } from '#web/presentation/messages.scopes.ts';

const words = scopeMessages.form;
const ANSWERS = { none: words.noUnit, found: words.unitsFound };

type Unit = UnitList['units'][number];

/** Finds an administrative unit by words of its name, or by its object id. */
export function UnitSearch({ onPick }: { readonly onPick: (unit: Unit) => void }) {
  const { scopes } = useServices();
  const search = useNamedSearch<Unit>(
    'units',
    async (query, signal) => (await scopes.searchUnits(query, { signal })).units,
  );
  return (
    <NamedSearch
      label={words.findUnit}
      help={words.findHelp}
      placeholder={words.unitPlaceholder}
      search={search}
      words={ANSWERS}
      onPick={onPick}
    />
  );
}
