import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import type { PostureReport } from '#shared/api/posture.ts';
import { classes } from '#web/components/classes.ts';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { readinessMessages as words } from '#web/presentation/messages.readiness.ts';
import { FindingLine } from './FindingLine.tsx';

const LOOKS = {
  ok: { ink: 'text-good', icon: <CircleCheck aria-hidden size={20} /> },
  attention: { ink: 'text-warn', icon: <TriangleAlert aria-hidden size={20} /> },
  broken: { ink: 'text-bad', icon: <CircleAlert aria-hidden size={20} /> },
  unknown: { ink: 'text-muted', icon: <CircleHelp aria-hidden size={20} /> },
} as const;

/** One check: how it stands and since when, what was expected, what was found and what to do about it. */
export function CheckCard({ check }: { readonly check: PostureReport['checks'][number] }) {
  const { state, findings, since } = check;
  const { title, expected } = words.checks[check.check];
  const { ink, icon } = LOOKS[state];
  const heading = useId();
  return (
    <li>
      <article
        aria-labelledby={heading}
        className="flex flex-col gap-3 rounded-md border border-line bg-surface p-4 shadow-card"
      >
        <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
          <h2 id={heading} className="min-w-56 flex-1 font-semibold text-title">
            {title}
          </h2>
          <p className={classes('flex items-center gap-2 font-semibold', ink)}>
            {icon}
            {words.states[state]}
          </p>
        </div>
        <dl className="flex flex-col gap-3">
          <div>
            <dt className="text-muted text-small">{words.expected}</dt>
            <dd className="max-w-prose">{expected}</dd>
          </div>
          <div>
            <dt className="text-muted text-small">{words.found}</dt>
            <dd>
              <ul className="flex flex-col gap-3">
                {findings.map((finding) => (
                  <FindingLine
                    key={`${finding.code} ${finding.subject} ${finding.until}`}
                    finding={finding}
                  />
                ))}
              </ul>
            </dd>
          </div>
        </dl>
        <p className="text-muted text-small">
          {words.since} <RelativeTime key={since} instant={since} />
        </p>
      </article>
    </li>
  );
}
