import { useState } from 'react';
import { PeopleFile } from '#web/app/people/PeopleFile.tsx';
import { PersonSearch } from '#web/app/people/PersonSearch.tsx';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { invitationMessages as words } from '#web/presentation/messages.invitations.ts';
import { decodeText } from '#web/usecases/people/decodeText.ts';
import type { PeopleChoice } from '#web/usecases/people/peopleChoice.ts';
import { readPeopleText } from '#web/usecases/people/readPeopleText.ts';

/** Two ways to one list: a search, and a list that is typed, pasted or chosen as a file. */
export function AddInvitees({ choice }: { readonly choice: PeopleChoice }) {
  return (
    <div className="grid gap-6 wide:grid-cols-2">
      <PersonSearch isCleared onPick={(_, person) => choice.addPerson(person)} />
      <AddList choice={choice} />
    </div>
  );
}

function AddList({ choice }: { readonly choice: PeopleChoice }) {
  const [text, setText] = useState('');
  const list = readPeopleText(text);
  const take = async (file: File) => {
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
        <PeopleFile onFile={(file) => void take(file)} />
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
