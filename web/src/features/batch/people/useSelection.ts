import { useMemo, useState } from 'react';
import type { PeopleTable } from '#web/usecases/people/peopleTable.ts';
import type { GridMove } from './gridKeys.ts';

interface Selected {
  readonly keys: ReadonlySet<string>;
  /** Whose details are shown. */
  readonly active: string | null;
  /** Where a range begins. */
  readonly anchor: string | null;
}

/** Who is selected and who is looked at, by key, so that sorting and filtering change neither. */
export interface Selection {
  readonly active: string | null;
  readonly size: number;
  readonly keys: ReadonlySet<string>;
  has(key: string): boolean;
  isAll(view: Uint32Array): boolean;
  activeIn(view: Uint32Array): number;
  /** Everybody who is selected, or this one row when nobody is. */
  selectedOr(view: Uint32Array, index: number): ReadonlySet<string>;
  act(view: Uint32Array, move: GridMove): void;
  setAll(view: Uint32Array, isSelected: boolean): void;
  forget(keys: ReadonlySet<string>): void;
}

const NOBODY: Selected = { keys: new Set(), active: null, anchor: null };

/** The selection of one list. */
export function useSelection(table: PeopleTable): Selection {
  const [selected, setSelected] = useState(NOBODY);
  return useMemo(() => {
    const keyAt = (view: Uint32Array, index: number) => table.keyAt(view[index] ?? 0);
    const indexOf = (view: Uint32Array, key: string | null) =>
      key === null ? -1 : view.findIndex((at) => table.keyAt(at) === key);
    const keysOf = (view: Uint32Array) => new Set(Array.from(view, (at) => table.keyAt(at)));
    return {
      active: selected.active,
      size: selected.keys.size,
      keys: selected.keys,
      has: (key) => selected.keys.has(key),
      isAll: (view) =>
        view.length > 0 &&
        selected.keys.size >= view.length &&
        view.every((at) => selected.keys.has(table.keyAt(at))),
      activeIn: (view) => indexOf(view, selected.active),
      selectedOr: (view, index) =>
        selected.keys.size > 0 ? selected.keys : new Set([keyAt(view, index)]),
      act(view, { active: index, select }) {
        const active = keyAt(view, index);
        const keys = new Set(selected.keys);
        if (select === 'all') return setSelected({ keys: keysOf(view), active, anchor: active });
        if (select === 'toggle' && !keys.delete(active)) keys.add(active);
        if (select !== 'extend') return setSelected({ keys, active, anchor: active });
        const from = Math.max(0, indexOf(view, selected.anchor));
        for (let row = Math.min(from, index); row <= Math.max(from, index); row += 1) {
          keys.add(keyAt(view, row));
        }
        setSelected({ keys, active, anchor: selected.anchor ?? active });
      },
      setAll: (view, isSelected) =>
        setSelected({ ...selected, keys: isSelected ? keysOf(view) : new Set() }),
      forget(gone) {
        const keys = new Set([...selected.keys].filter((key) => !gone.has(key)));
        const active =
          selected.active !== null && gone.has(selected.active) ? null : selected.active;
        setSelected({ keys, active, anchor: active });
      },
    };
  }, [selected, table]);
}
