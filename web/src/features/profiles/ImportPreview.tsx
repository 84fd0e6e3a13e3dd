import { ArrowRight } from 'lucide-react';
import { profileProblems } from '#shared/enrolment/profileProblems.ts';
import { Button } from '#web/components/Button.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { profileMeaning } from '#web/presentation/profileMeaning.ts';
import type { Import } from './readImport.ts';

interface ImportPreviewProps {
  readonly read: Exclude<Import, { kind: 'problems' }>;
  readonly onGoOn: () => void;
}

/** What was read, before anything of it is kept: what it would do to a key, and what was not taken over. */
export function ImportPreview({ read, onGoOn }: ImportPreviewProps) {
  const { content, remarks, kind } = read;
  const problems = profileProblems(content);
  return (
    <section className="flex flex-col gap-4 rounded-md border border-line bg-surface p-4 shadow-card">
      <div>
        <h2 className="font-semibold text-title">{words.preview}</h2>
        <p className="text-muted">{words.kinds[kind]}</p>
      </div>
      <div className="flex flex-col gap-1">
        <h3 className="font-semibold">
          <bdi>{content.name}</bdi>
        </h3>
        <ul className="list-disc pl-5">
          {profileMeaning(content).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {remarks.length > 0 && (
        <div className="flex flex-col gap-1">
          <h3 className="font-semibold">{words.remarks}</h3>
          <dl className="flex flex-col">
            {remarks.map(({ member, note }) => (
              <div
                key={member}
                className="grid grid-cols-1 gap-x-6 border-line border-t py-2 wide:grid-cols-[20rem_1fr]"
              >
                <dt className="break-all font-mono text-small">{member}</dt>
                <dd>{profileFieldMessages.scriptNotes[note]}</dd>
              </div>
            ))}
          </dl>
        </div>
      )}
      {problems.length > 0 && (
        <Notice tone="warning" title={words.contradictions}>
          <ul className="list-disc pl-5">
            {problems.map(({ member, problem }) => (
              <li key={`${member} ${problem}`}>
                {profileFieldMessages.fields[member].label}:{' '}
                {profileFieldMessages.problems[problem]}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      <Button
        look="primary"
        className="self-start"
        icon={<ArrowRight aria-hidden size={16} />}
        onClick={onGoOn}
      >
        {words.goOn}
      </Button>
    </section>
  );
}
