import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ComponentProps,
  type KeyboardEvent,
  type MouseEvent,
  useId,
  useMemo,
  useRef,
} from 'react';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PeopleTable } from '#web/usecases/people/peopleTable.ts';
import type { PeopleSort } from '#web/usecases/people/peopleView.ts';
import { readGridKey } from './gridKeys.ts';
import { PeopleGridHead } from './PeopleGridHead.tsx';
import { PersonGridRow } from './PersonGridRow.tsx';
import type { Selection } from './useSelection.ts';

const ROW_HEIGHT = 64;
const HEAD_HEIGHT = 41;
/** Rows that exist above and below those in sight. */
const OVERSCAN = 4;

interface PeopleGridProps {
  readonly table: PeopleTable;
  readonly view: Uint32Array;
  readonly version: number;
  readonly sort: PeopleSort;
  readonly onSort: (sort: PeopleSort) => void;
  readonly selection: Selection;
  readonly onRemove: (keys: ReadonlySet<string>) => void;
}

/**
 * The list as a grid of which only the rows in sight exist. It is one stop of the Tab key; arrows, Space and Delete do the rest.
 * @see ARIA Authoring Practices, Grid
 */
export function PeopleGrid(props: PeopleGridProps) {
  const { table, view, version, sort, onSort, selection, onRemove } = props;
  const id = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: view.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    scrollPaddingStart: HEAD_HEIGHT,
    overscan: OVERSCAN,
  });
  const active = useMemo(() => selection.activeIn(view), [selection, view]);

  const inSight = rows.getVirtualItems();
  // As many as there can be at a time: a row that comes in takes the place of the one that went out at the other end.
  const mostInSight = Math.ceil((rows.scrollRect?.height ?? 0) / ROW_HEIGHT) + 1 + 2 * OVERSCAN;
  const slots = Math.max(mostInSight, inSight.length);
  const isActiveInSight = inSight.some(({ index }) => index === active);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 1);
    const move = readGridKey(event, { active, count: view.length, page });
    if (move === null) return;
    event.preventDefault();
    if (move.select === 'remove') onRemove(selection.selectedOr(view, move.active));
    else selection.act(view, move);
    rows.scrollToIndex(move.active, { align: 'auto' });
  };
  const onClick = (event: MouseEvent) => {
    if (!(event.target instanceof Element)) return;
    const index = Number(event.target.closest('tr')?.dataset['index'] ?? Number.NaN);
    if (Number.isNaN(index)) return;
    const act = event.target.closest('button')?.dataset['act'];
    if (act === 'remove') {
      onRemove(new Set([table.keyAt(view[index] ?? 0)]));
      return;
    }
    const isToggle = act === 'toggle' || event.ctrlKey || event.metaKey;
    selection.act(view, {
      active: index,
      select: event.shiftKey ? 'extend' : isToggle ? 'toggle' : 'keep',
    });
    event.currentTarget.closest('table')?.focus({ preventScroll: true });
  };

  return (
    <>
      <p id={`${id}-keys`} className="sr-only">
        {words.tableKeys}
      </p>
      <div
        ref={scroller}
        className="max-h-[max(320px,min(60vh,720px))] overflow-y-auto rounded-md border border-line bg-surface has-[table:focus-visible]:outline-2 has-[table:focus-visible]:outline-accent has-[table:focus-visible]:outline-offset-2"
      >
        <GridTable
          role="grid"
          tabIndex={0}
          aria-label={words.table}
          aria-describedby={`${id}-keys`}
          aria-multiselectable
          aria-rowcount={view.length + 1}
          aria-activedescendant={isActiveInSight ? `${id}-${active}` : undefined}
          onKeyDown={onKeyDown}
          onClick={onClick}
          className="block w-full outline-none"
        >
          <PeopleGridHead
            sort={sort}
            onSort={onSort}
            isAllSelected={selection.isAll(view)}
            onSelectAll={(isSelected) => selection.setAll(view, isSelected)}
          />
          <tbody className="relative block" style={{ height: rows.getTotalSize() }}>
            {inSight.map(({ index, start }) => {
              const at = view[index] ?? 0;
              return (
                <PersonGridRow
                  // By slot: scrolling changes the words of rows and makes no new ones.
                  key={index % slots}
                  id={`${id}-${index}`}
                  table={table}
                  at={at}
                  index={index}
                  top={start}
                  version={version}
                  isSelected={selection.has(table.keyAt(at))}
                  isActive={index === active}
                />
              );
            })}
          </tbody>
        </GridTable>
      </div>
    </>
  );
}

/** A table that is worked with as a whole: ARIA gives it the role `grid`. */
function GridTable(props: ComponentProps<'table'>) {
  return <table {...props} />;
}
