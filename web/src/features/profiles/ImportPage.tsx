import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { NotFound } from '#web/app/NotFound.tsx';
import { FileField } from '#web/components/FileField.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { PageHeading } from '#web/components/PageHeading.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { decodeText } from '#web/usecases/people/decodeText.ts';
import { BackLink } from './BackLink.tsx';
import { ImportPreview } from './ImportPreview.tsx';
import { NewProfileForm } from './NewProfileForm.tsx';
import { readImport } from './readImport.ts';
import { useMayChange } from './useProfileBook.ts';

/** A text that was chosen as a file stays out of sight: a script's configuration holds a secret. */
interface Source {
  readonly text: string;
  /** Null for a text that was pasted. */
  readonly fileName: string | null;
}

const NOTHING: Source = { text: '', fileName: null };

/** Brings a profile in from a file: first what was read and what is wrong with it, then the form, then it is saved. */
export function ImportPage() {
  const [source, setSource] = useState(NOTHING);
  const [chosen, setChosen] = useState<ProfileContent | null>(null);
  const navigate = useNavigate();
  const mayChange = useMayChange();
  const read = readImport(source.text);
  if (!mayChange) return <NotFound />;
  return (
    <div className="flex max-w-5xl flex-col gap-6">
      <div className="flex flex-col">
        <BackLink />
        <PageHeading tab={words.importTitle}>{words.importTitle}</PageHeading>
        <p className="max-w-prose text-muted">{words.importIntro}</p>
      </div>
      {chosen === null ? (
        <>
          <div className="flex flex-col gap-4">
            <FileField
              icon={<FileUp aria-hidden size={16} />}
              label={words.chooseFile}
              accept=".json,application/json"
              decode={decodeText}
              onText={(text, fileName) => setSource({ text, fileName })}
            />
            {source.fileName !== null && (
              <p className="text-muted">
                <bdi>{words.chosenFile(source.fileName)}</bdi>
              </p>
            )}
            <TextArea
              label={words.orPaste}
              rows={6}
              value={source.fileName === null ? source.text : ''}
              onChange={(event) => setSource({ text: event.target.value, fileName: null })}
              spellCheck={false}
              autoComplete="off"
              className="font-mono text-small"
            />
          </div>
          <div role="status" className="flex flex-col gap-4">
            {read?.kind === 'problems' && (
              <Notice tone="bad" title={words.notRead}>
                <ul className="list-disc pl-5">
                  {read.problems.map(({ problem, member }) => (
                    <li key={`${problem} ${member}`}>
                      {profileFieldMessages.fileProblems[problem](member ?? '')}
                    </li>
                  ))}
                </ul>
              </Notice>
            )}
            {read !== null && read.kind !== 'problems' && (
              <ImportPreview
                read={read}
                onGoOn={() => {
                  setChosen(read.content);
                  // Whatever else stood in it is not kept any longer than it was needed.
                  setSource(NOTHING);
                }}
              />
            )}
          </div>
        </>
      ) : (
        <NewProfileForm initial={chosen} onCancel={() => void navigate({ to: '/profiles' })} />
      )}
    </div>
  );
}
