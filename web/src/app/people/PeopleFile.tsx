import { FileUp } from 'lucide-react';
import { FileButton } from '#web/components/FileButton.tsx';
import { peopleMessages } from '#web/presentation/messages.people.ts';

/** Chooses a file with a list of people. */
export function PeopleFile({ onFile }: { readonly onFile: (file: File) => void }) {
  return (
    <FileButton
      label={peopleMessages.chooseFile}
      icon={<FileUp aria-hidden size={16} />}
      accept=".csv,.txt,.tsv,text/csv,text/plain"
      onFile={onFile}
    />
  );
}
