import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CodeLines } from '#web/components/CodeLines.tsx';
import { stationKitMessages as words } from '#web/presentation/messages.stationKit.ts';
import type { KitFile } from '#web/usecases/stationKit/kitFile.ts';
import { makeStationKit, type StationKitRequest } from '#web/usecases/stationKit/makeStationKit.ts';
import { KitFileCard } from './KitFileCard.tsx';

/** The files in the order in which they are needed, each with what to type. */
export function KitSteps({ request }: { readonly request: StationKitRequest }) {
  const { files, commands } = makeStationKit(request);
  const [policy, start, undo] = files;
  const { readMe } = words;
  return (
    <section aria-labelledby="steps" className="flex flex-col gap-3">
      <h2 id="steps" className="font-semibold text-title">
        {words.steps}
      </h2>
      <ol className="flex flex-col gap-6">
        <Step number={1} title={readMe.policyTitle} text={readMe.policy[request.os]}>
          <FileAndCommand file={policy} title={readMe.policyTitle} lines={commands.policy} />
        </Step>
        <Step number={2} title={readMe.startTitle} text={readMe.start[request.os]}>
          <FileAndCommand file={start} title={readMe.startTitle} lines={commands.start} />
        </Step>
        <Step
          number={3}
          title={readMe.checkTitle}
          text={readMe.check(`${request.origin}/station/check`)}
        >
          <p>
            <Link
              to="/station/check"
              className="inline-flex min-h-10 items-center text-accent-text hover:underline"
            >
              {words.back}
            </Link>
          </p>
        </Step>
        <Step number={4} title={readMe.undoTitle} text={readMe.undo[request.os]}>
          <FileAndCommand file={undo} title={readMe.undoTitle} lines={commands.undo} />
        </Step>
      </ol>
    </section>
  );
}

interface StepProps {
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly children: ReactNode;
}

function Step({ number, title, text, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full bg-accent-soft font-semibold text-accent-text"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <h3 className="pt-1.5 font-semibold">
          <span className="sr-only">{words.step(number)}: </span>
          {title}
        </h3>
        <p className="max-w-prose">{text}</p>
        {children}
      </div>
    </li>
  );
}

interface FileAndCommandProps {
  readonly file: KitFile;
  readonly title: string;
  readonly lines: readonly string[];
}

function FileAndCommand({ file, title, lines }: FileAndCommandProps) {
  return (
    <>
      <KitFileCard file={file} />
      <CodeLines label={words.commandFor(title)} lines={lines} />
    </>
  );
}
