import { useState } from 'react';
import type { ProfileVersion } from '#shared/api/profiles.ts';
import { ChangeTable } from '#web/app/profiles/ChangeTable.tsx';
import { profileChanges } from '#web/app/profiles/profileWords.ts';
import { RelativeTime } from '#web/components/RelativeTime.tsx';
import { SelectField } from '#web/components/SelectField.tsx';
import { profileFieldMessages } from '#web/presentation/messages.profileFields.ts';
import { profileMessages as words } from '#web/presentation/messages.profiles.ts';
import { WhoChanged } from './WhoChanged.tsx';

/** Every version with who wrote it and what was new in it, and any two of them side by side. */
export function VersionList({ versions }: { readonly versions: readonly ProfileVersion[] }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold text-title">{words.versions}</h2>
      <ol className="rounded-md border border-line bg-surface px-4 shadow-card">
        {versions.map((version, index) => (
          <li
            key={version.profile.version}
            className="flex flex-wrap gap-x-6 gap-y-1 border-line border-t py-3 first:border-t-0"
          >
            <span className="w-24 font-semibold">
              {words.versionNumber(version.profile.version)}
            </span>
            <span className="w-64 text-muted">
              <RelativeTime instant={version.changedAt} />, <WhoChanged by={version.changedBy} />
            </span>
            <span className="min-w-56 flex-1">{newsOf(version, versions[index + 1])}</span>
          </li>
        ))}
      </ol>
      {versions.length === 1 ? (
        <p className="text-muted">{words.oneVersion}</p>
      ) : (
        <Comparison key={versions.length} versions={versions} />
      )}
    </section>
  );
}

function newsOf(version: ProfileVersion, before: ProfileVersion | undefined): string {
  if (before === undefined) return words.firstVersion;
  if (version.state === 'retired') return words.wasRetired;
  const labels = profileChanges(before.profile, version.profile).map(
    (member) => profileFieldMessages.fields[member].label,
  );
  const isBack = before.state === 'retired';
  return [...(isBack ? [words.wasBroughtBack] : []), ...labels].join(', ') || words.same;
}

function Comparison({ versions }: { readonly versions: readonly ProfileVersion[] }) {
  const [newest, previous] = versions.map(({ profile }) => profile.version);
  const [from, setFrom] = useState(previous ?? 0);
  const [to, setTo] = useState(newest ?? 0);
  const contentOf = (number: number) =>
    versions.find(({ profile }) => profile.version === number)?.profile;
  const before = contentOf(from);
  const after = contentOf(to);
  const options = versions.map(({ profile: { version } }) => ({
    value: String(version),
    label: words.versionNumber(version),
  }));
  return (
    <div className="flex flex-col gap-3">
      <h3 className="font-semibold">{words.compare}</h3>
      <div className="flex flex-wrap gap-4">
        <SelectField
          label={words.older}
          value={String(from)}
          options={options}
          onChange={(event) => setFrom(Number(event.target.value))}
        />
        <SelectField
          label={words.newer}
          value={String(to)}
          options={options}
          onChange={(event) => setTo(Number(event.target.value))}
        />
      </div>
      {before !== undefined && after !== undefined && (
        <ChangeTable caption={words.compare} before={before} after={after} />
      )}
    </div>
  );
}
