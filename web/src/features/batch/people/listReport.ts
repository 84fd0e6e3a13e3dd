import type { PeopleList } from '#shared/people/readPeopleRows.ts';
import { batchMessages as words } from '#web/presentation/messages.batch.ts';
import { decodeText } from '#web/usecases/people/decodeText.ts';
import type { PeopleChoice } from '#web/usecases/people/peopleChoice.ts';
import { readPeopleText } from '#web/usecases/people/readPeopleText.ts';

const MOST_BYTES = 64 * 1024 * 1024;

/** What became of a list that was pasted or dropped. */
export type ListReport =
  | { readonly source: string; readonly added: number; readonly list: PeopleList }
  | { readonly failure: string };

/** Adds a list to the choice and says what became of it. */
export function addList(choice: PeopleChoice, source: string, list: PeopleList): ListReport {
  return { source, added: choice.addListed(list.people), list };
}

/** Adds the people of a file, however it is encoded. */
export async function addFile(choice: PeopleChoice, file: File): Promise<ListReport> {
  if (file.size > MOST_BYTES) return { failure: words.fileTooLarge(file.name) };
  try {
    const { text, encoding } = decodeText(new Uint8Array(await file.arrayBuffer()));
    const source = `${file.name} (${words.encodings[encoding]})`;
    return addList(choice, source, readPeopleText(text));
  } catch {
    // It was moved, or the browser may not read it.
    return { failure: words.fileUnreadable(file.name) };
  }
}
