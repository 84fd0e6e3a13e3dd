import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { IconButton } from './IconButton.tsx';
import { Spinner } from './Spinner.tsx';

export interface ComboboxItem {
  readonly id: string;
  readonly content: ReactNode;
}

interface ComboboxProps {
  readonly label: string;
  readonly help: string;
  readonly placeholder: string;
  readonly clearLabel: string;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly items: readonly ComboboxItem[];
  readonly onPick: (id: string) => void;
  readonly isBusy: boolean;
  /** Read out politely and shown under the list: how many, none, more than fit. */
  readonly status: string | null;
}

/**
 * A search field with its results beneath. The focus stays in the field; the arrows move along the results.
 * @see ARIA Authoring Practices, Combobox with a listbox popup
 */
export function Combobox(props: ComboboxProps) {
  const { label, help, placeholder, clearLabel, query, onQuery, items, onPick, isBusy, status } =
    props;
  const id = useId();
  const [activeId, setActiveId] = useState<string | null>(null);
  const active = items.findIndex((item) => item.id === activeId);
  const isOpen = items.length > 0;

  const move = (step: number) => {
    const next = active === -1 && step < 0 ? items.length - 1 : active + step;
    const item = items[(next + items.length) % items.length];
    setActiveId(item?.id ?? null);
    if (item !== undefined) {
      document.getElementById(`${id}-${item.id}`)?.scrollIntoView({ block: 'nearest' });
    }
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Partial<Record<string, () => void>> = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Enter: () => {
        const item = items[active] ?? (items.length === 1 ? items[0] : undefined);
        if (item !== undefined) onPick(item.id);
      },
      Escape: () => onQuery(''),
    };
    const act = moves[event.key];
    if (act === undefined || event.nativeEvent.isComposing) return;
    event.preventDefault();
    act();
  };

  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-semibold">
        {label}
      </label>
      <div className="relative">
        <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted">
          {isBusy ? <Spinner /> : <Search aria-hidden size={16} />}
        </span>
        <input
          id={id}
          role="combobox"
          type="text"
          autoComplete="off"
          spellCheck={false}
          aria-autocomplete="list"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-describedby={`${id}-status`}
          aria-activedescendant={active === -1 ? undefined : `${id}-${activeId}`}
          placeholder={placeholder}
          value={query}
          onChange={(event) => onQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          className="min-h-11 w-full rounded-md border border-line-strong bg-surface pr-11 pl-9 placeholder:text-muted"
        />
        {query !== '' && (
          <IconButton
            label={clearLabel}
            icon={<X aria-hidden size={16} />}
            onClick={(event) => {
              onQuery('');
              event.currentTarget.parentElement?.querySelector('input')?.focus();
            }}
            className="absolute top-0.5 right-0.5"
          />
        )}
      </div>
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label={label}
        hidden={!isOpen}
        className="mt-1 max-h-96 overflow-y-auto rounded-md border border-line bg-surface p-1"
      >
        {items.map((item) => (
          <div
            key={item.id}
            id={`${id}-${item.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={item.id === activeId}
            onClick={() => onPick(item.id)}
            onKeyDown={onKeyDown}
            className="min-h-12 cursor-pointer rounded-md px-3 py-1.5 hover:bg-hover aria-selected:bg-accent-soft"
          >
            {item.content}
          </div>
        ))}
      </div>
      <p id={`${id}-status`} role="status" className="text-muted text-small">
        {status ?? help}
      </p>
    </div>
  );
}
