import type { PostureFinding } from '#shared/api/posture.ts';
import { locale } from '#web/presentation/language.ts';
import { readinessMessages as words } from '#web/presentation/messages.readiness.ts';

const day = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });

/** One thing that was found, in words, and the next step where there is one. Names from the directory stand apart. */
export function FindingLine({ finding }: { readonly finding: PostureFinding }) {
  const { code, subject, until } = finding;
  const { found, next } = words.findings[code];
  const use = code === 'permissionMissing' ? words.permissions[subject ?? ''] : undefined;
  return (
    <li className="flex flex-col gap-1">
      <p className="max-w-prose">{found}</p>
      {subject !== null && (
        <p className="break-words font-mono text-small">
          <bdi>{subject}</bdi>
        </p>
      )}
      {until !== null && (
        <p className="text-muted text-small">
          {words.until} {day.format(new Date(until))}
        </p>
      )}
      {use !== undefined && <p className="max-w-prose">{use}</p>}
      {next !== '' && (
        <p className="max-w-prose">
          <span className="font-semibold">{words.next}</span> {next}
        </p>
      )}
    </li>
  );
}
