import { X } from 'lucide-react';
import { PersonSearch } from '#web/app/people/PersonSearch.tsx';
import { Button } from '#web/components/Button.tsx';
import { Disclosure } from '#web/components/Disclosure.tsx';
import { SelectField } from '#web/components/SelectField.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { auditMessages as words } from '#web/presentation/messages.audit.ts';
import type { AuditSearch } from './auditSearch.ts';
import { actionWords } from './recordWords.ts';

interface AuditFiltersProps {
  readonly search: AuditSearch;
  /** All actions that occur in the log. */
  readonly actions: readonly string[];
  readonly holderName: string;
  readonly actorName: string;
  /** Undefined takes a filter away. */
  readonly onChange: (
    change: {
      readonly [Name in keyof AuditSearch]?: string | undefined;
    },
  ) => void;
}

/** What to search for. Each change takes effect at once and is kept in the address. */
export function AuditFilters({
  search,
  actions,
  holderName,
  actorName,
  onChange,
}: AuditFiltersProps) {
  const known = search.action === undefined ? actions : [...new Set([...actions, search.action])];
  return (
    <section aria-label={words.filters} className="flex flex-col gap-3">
      <div className="grid grid-cols-1 gap-3 wide:grid-cols-4">
        <TextField
          label={words.from}
          type="date"
          value={search.from ?? ''}
          onChange={(event) => onChange({ from: event.target.value || undefined })}
        />
        <TextField
          label={words.to}
          type="date"
          value={search.to ?? ''}
          onChange={(event) => onChange({ to: event.target.value || undefined })}
        />
        <SelectField
          label={words.action}
          value={search.action ?? ''}
          onChange={(event) => onChange({ action: event.target.value || undefined })}
          options={[
            { value: '', label: words.anyAction },
            ...known.map((action) => ({ value: action, label: actionWords(action) })),
          ]}
        />
        <SelectField
          label={words.result}
          value={search.result ?? ''}
          onChange={(event) => onChange({ result: event.target.value || undefined })}
          options={[
            { value: '', label: words.anyResult },
            { value: 'ok', label: words.resultOk },
            { value: 'failed', label: words.resultFailed },
          ]}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        {search.holder !== undefined && (
          <Chip
            text={words.onlyHolder(holderName)}
            onRemove={() => onChange({ holder: undefined })}
          />
        )}
        {search.actor !== undefined && (
          <Chip text={words.onlyActor(actorName)} onRemove={() => onChange({ actor: undefined })} />
        )}
      </div>
      {search.holder === undefined && (
        <Disclosure summary={words.findHolder}>
          <div className="max-w-xl">
            <PersonSearch onPick={(holder) => onChange({ holder })} />
          </div>
        </Disclosure>
      )}
    </section>
  );
}

function Chip({ text, onRemove }: { readonly text: string; readonly onRemove: () => void }) {
  return (
    <span className="inline-flex items-center gap-1 rounded-full bg-accent-soft pl-3">
      <bdi>{text}</bdi>
      <Button look="quiet" icon={<X aria-hidden size={16} />} onClick={onRemove}>
        {words.clear}
      </Button>
    </span>
  );
}
