import type { ReactNode } from 'react';
import { CodeLines } from '#web/components/CodeLines.tsx';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.ts';
import type { Mark } from '#web/usecases/stationCheck/assessStation.ts';
import { MarkIcon } from './markLooks.tsx';

interface ProbeRowProps {
  readonly title: string;
  readonly mark: Mark;
  /** What was found, in a few words. */
  readonly says: string;
  /** The reading itself: a version, a difference, a model. */
  readonly reading?: ReactNode;
  readonly means?: string;
  readonly fix?: readonly string[] | undefined;
  readonly children?: ReactNode;
}

/** One probe: how it ended, what it read, what that means, how to mend it. */
export function ProbeRow({ title, mark, says, reading, means, fix, children }: ProbeRowProps) {
  return (
    <li className="flex gap-3 border-line border-b px-4 py-3 last:border-b-0">
      <MarkIcon mark={mark} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h3 className="text-muted">{title}</h3>
          {reading !== undefined && <span className="text-muted text-small">{reading}</span>}
        </div>
        <p className="font-semibold">{says}</p>
        {means !== undefined && means !== '' && (
          <p className="max-w-prose [overflow-wrap:anywhere]">{means}</p>
        )}
        {fix !== undefined && fix.length > 0 && (
          <div className="mt-1">
            <CodeLines label={words.fixTitle(title)} lines={fix} />
          </div>
        )}
        {children}
      </div>
    </li>
  );
}
