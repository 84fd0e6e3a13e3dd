import { useState } from 'react';
import type { FailureCode } from '#shared/failure/codes.ts';
import { CopyButton } from '#web/components/CopyButton.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { enrolMessages } from '#web/presentation/messages.enrol.ts';

const words = enrolMessages.loop;

/** Says that signing in goes round in a circle, and what to tell those who can change that. */
export function SignInHelp({ code }: { readonly code: FailureCode }) {
  const [at] = useState(() => new Date().toISOString());
  const lines = words.lines(code, location.origin, at);
  return (
    <Notice tone="bad" title={words.title}>
      <p>{words.text}</p>
      <p>{words.passUsed}</p>
      <p>{words.next}</p>
      <div className="mt-2 flex w-full flex-col items-start gap-2 rounded-md bg-surface p-3">
        <p className="font-semibold">{words.forIt}</p>
        <p className="whitespace-pre-line break-words text-small">{lines}</p>
        <CopyButton text={lines} label={words.copy} doneLabel={words.copied} />
      </div>
    </Notice>
  );
}
