import { useCallback, useDeferredValue, useId, useMemo, useRef, useState } from 'react';
import { PeopleFile } from '#web/app/people/PeopleFile.tsx';
import { Button } from '#web/components/Button.tsx';
import { classes } from '#web/components/classes.ts';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { readPeopleText } from '#web/usecases/people/readPeopleText.ts';
import { LeftOutRows, ListReportNotice } from './ListReportNotice.tsx';
import { addFile, addList, type ListReport } from './listReport.ts';
import { useDroppedFile } from './useDroppedFile.ts';
import type { PeopleDesk } from './usePeopleChoice.ts';

/** Adds the people of a list that is typed, pasted or dropped. */
export function AddList({ desk }: { readonly desk: PeopleDesk }) {
  const id = useId();
  const [text, setText] = useState(desk.draft.get);
  const [report, setReport] = useState(desk.report.get);
  const settled = useDeferredValue(text);
  const list = useMemo(() => readPeopleText(settled), [settled]);

  const write = (draft: string) => {
    desk.draft.set(draft);
    setText(draft);
  };
  const tell = useCallback(
    (said: ListReport | null) => {
      desk.report.set(said);
      setReport(said);
    },
    [desk],
  );
  const take = useCallback(
    (file: File) => void addFile(desk.choice, file).then(tell),
    [desk, tell],
  );
  const add = () => {
    const now = readPeopleText(text);
    if (now.people.length === 0) return;
    tell(addList(desk.choice, words.pasted, now));
    // With rows left out the text stays, to be mended: who is on the list already is not added again.
    if (now.leftOut.length === 0) write('');
  };
  const zone = useRef<HTMLDivElement>(null);
  const isOver = useDroppedFile(zone, take);

  return (
    <div className="flex flex-col gap-3">
      <div
        ref={zone}
        className={classes(
          'flex flex-col gap-1 rounded-md',
          isOver && 'outline-2 outline-accent outline-offset-4',
        )}
      >
        <label htmlFor={id} className="font-semibold">
          {words.listLabel}
        </label>
        <textarea
          id={id}
          rows={6}
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}-help`}
          placeholder={words.listPlaceholder}
          value={text}
          onChange={(event) => {
            write(event.currentTarget.value);
            // What was said of the list before is no longer true of this one.
            tell(null);
          }}
          className="w-full rounded-md border border-line-strong bg-surface p-3 font-mono text-text placeholder:text-muted"
        />
        <p id={`${id}-help`} className="text-muted text-small">
          {words.listHelp}
        </p>
        <div className="mt-2 flex flex-wrap items-center gap-3">
          <Button look="primary" disabled={list.people.length === 0} onClick={add}>
            {list.people.length === 0 ? words.addNone : words.addCount(list.people.length)}
          </Button>
          <PeopleFile onFile={take} />
          <span className="text-muted">{isOver ? words.dropNow : words.dropHere}</span>
        </div>
      </div>
      {report === null && list.leftOut.length > 0 && (
        <LeftOutRows title={words.wouldBeLeftOut(list.leftOut.length)} rows={list.leftOut} />
      )}
      <div role="status">{report !== null && <ListReportNotice report={report} />}</div>
    </div>
  );
}
