import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { usePeopleSearch } from '#web/app/people/usePeopleSearch.ts';
import { Button } from '#web/components/Button.tsx';
import { Combobox } from '#web/components/Combobox.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PersonLine } from '#web/components/PersonLine.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import { peopleMessages } from '#web/presentation/messages.people.ts';
import { decodeText } from '#web/usecases/people/decodeText.ts';
import type { PeopleChoice } from '#web/usecases/people/peopleChoice.ts';
import { readPeopleText } from '#web/usecases/people/readPeopleText.ts';

/** Two ways to one list: a search, and a list that is typed, pasted or chosen as a file. */
export function AddInvitees({ choice }: { readonly choice: PeopleChoice }) {
  return (
    <div className="grid gap-6 wide:grid-cols-2">
      <AddOne choice={choice} />
      <AddList choice={choice} />
    </div>
  );
}

function AddOne({ choice }: { readonly choice: PeopleChoice }) {
  const search = usePeopleSearch();
  const { answered, people, failure } = search;
  const found =
    people.length === 0
      ? peopleMessages.nobody(answered ?? '')
      : peopleMessages.results(people.length);
  return (
    <div className="flex flex-col gap-3">
      <Combobox
        label={peopleMessages.searchLabel}
        help={peopleMessages.searchHelp}
        placeholder={peopleMessages.searchPlaceholder}
        clearLabel={peopleMessages.clear}
        query={search.query}
        onQuery={search.setQuery}
        items={people.map((person) => ({ id: person.id, content: <PersonLine person={person} /> }))}
        onPick={(userId) => {
          const person = people.find(({ id }) => id === userId);
          if (person !== undefined) choice.addPerson(person);
          search.setQuery('');
        }}
        isBusy={search.isSearching}
        status={answered === null || failure !== null ? null : found}
      />
      {failure !== null && (
        <FailureNotice code={failure} onRetry={search.retry} isRetrying={search.isSearching} />
      )}
    </div>
  );
}

function AddList({ choice }: { readonly choice: PeopleChoice }) {
  const [text, setText] = useState('');
  const list = readPeopleText(text);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setText(decodeText(new Uint8Array(await file.arrayBuffer())).text);
  };
  const add = () => {
    choice.addListed(list.people);
    // With rows left out the text stays, to be mended.
    if (list.leftOut.length === 0) setText('');
  };
  return (
    <div className="flex flex-col gap-3">
      <TextArea
        label={words.listLabel}
        help={words.listHelp}
        placeholder={words.listPlaceholder}
        rows={4}
        spellCheck={false}
        autoComplete="off"
        className="font-mono"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className="flex flex-wrap gap-2">
        <Button disabled={list.people.length === 0} onClick={add}>
          {words.addList}
        </Button>
        <label className="inline-flex min-h-10 cursor-pointer items-center gap-2 rounded-md border border-line-strong bg-surface px-4 font-semibold hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2">
          <FileUp aria-hidden size={16} />
          {words.chooseFile}
          <input
            type="file"
            accept=".csv,.txt,.tsv,text/csv,text/plain"
            className="sr-only"
            onChange={(event) => {
              void take(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
        </label>
      </div>
      {list.leftOut.length > 0 && (
        <Notice tone="warning" title={words.leftOut(list.leftOut.length)}>
          <ul className="text-small">
            {list.leftOut.slice(0, 5).map(({ line, text: said }) => (
              <li key={line}>
                <bdi>{words.line(line, said)}</bdi>
              </li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
