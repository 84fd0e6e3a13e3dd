import { useState } from 'react';
import { Button } from '#web/components/Button.tsx';
import { TextField } from '#web/components/TextField.tsx';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import type { PersonRow } from '#web/usecases/people/peopleTable.ts';

/** Says which key is somebody's; what is wrong with it comes back. */
export type AssignSerial = (key: string, serial: string) => 'malformed' | 'taken' | null;

interface SerialFieldProps {
  readonly person: PersonRow;
  readonly onAssign: AssignSerial;
  /** It is noted: on to the next person. */
  readonly onNext: () => void;
}

/** Which key somebody gets, typed or scanned. A scanner ends with Enter, and the field is the next person's then. */
export function SerialField({ person, onAssign, onNext }: SerialFieldProps) {
  const [draft, setDraft] = useState({ key: person.key, text: person.serial ?? '' });
  const [problem, setProblem] = useState<ReturnType<AssignSerial>>(null);
  const isTheirs = draft.key === person.key;
  const text = isTheirs ? draft.text : (person.serial ?? '');
  return (
    <form
      className="flex flex-col items-start gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        const wrong = onAssign(person.key, text);
        setDraft({ key: person.key, text });
        setProblem(wrong);
        if (wrong === null) onNext();
      }}
    >
      <TextField
        label={words.serialLabel}
        help={words.serialHelp}
        error={isTheirs && problem !== null ? words.serialProblems[problem] : undefined}
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={(event) => {
          setProblem(null);
          setDraft({ key: person.key, text: event.currentTarget.value });
        }}
      />
      <Button type="submit">{words.serialNext}</Button>
    </form>
  );
}
