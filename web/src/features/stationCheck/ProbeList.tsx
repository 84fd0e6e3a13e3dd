import type { ComponentProps } from 'react';
import type { RunningCheck } from '#web/app/stationCheck/useStationCheck.ts';
import { Button } from '#web/components/Button.tsx';
import { FailureNotice } from '#web/components/FailureNotice.tsx';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.ts';
import { fixesFor } from '#web/usecases/stationCheck/fixes.ts';
import { clockReading, clockSource } from './clockWords.ts';
import { KeyReadings } from './KeyReadings.tsx';
import { ProbeRow } from './ProbeRow.tsx';

/** The probes that a station depends on, each resting on those above it; what is amiss comes first. */
export function ProbeList(running: RunningCheck) {
  const rows = rowsOf(running);
  const isBad = ({ mark }: Row) => mark === 'bad';
  return (
    <section aria-labelledby="results" className="flex flex-col gap-3">
      <h2 id="results" className="font-semibold text-title">
        {words.results}
      </h2>
      <ul className="rounded-md border border-line bg-surface shadow-card">
        {[...rows.filter(isBad), ...rows.filter((row) => !isBad(row))].map((row) => (
          <ProbeRow key={row.title} {...row} />
        ))}
      </ul>
    </section>
  );
}

type Row = ComponentProps<typeof ProbeRow>;

function rowsOf(running: RunningCheck): readonly Row[] {
  const { facts, report } = running;
  const { probes, identity } = report;
  const fixes = fixesFor(report, facts.browser?.origin ?? '');
  const { browser, webhid, reach, replug, clock } = words.probes;
  const isNamed = identity !== null && identity.name !== '';
  const clockFinding = clock.findings[probes.clock.finding];
  return [
    {
      title: browser.title,
      mark: probes.browser.mark,
      ...browser.findings[probes.browser.finding],
      ...(isNamed ? { reading: `${identity.name} · ${identity.platform}` } : {}),
    },
    {
      title: webhid.title,
      mark: probes.webhid.mark,
      ...webhid.findings[probes.webhid.finding],
      fix: fixes.webhid,
    },
    {
      title: reach.title,
      mark: probes.reach.mark,
      ...reach.findings[probes.reach.finding],
      fix: fixes.reach,
    },
    keyRow(running, fixes.key),
    {
      title: replug.title,
      mark: probes.replug.mark,
      ...replug.findings[probes.replug.finding],
      fix: fixes.replug,
    },
    {
      title: clock.title,
      mark: probes.clock.mark,
      says: clockFinding.says,
      means: `${clockFinding.means} ${clockSource(facts.clock)}`.trim(),
      fix: fixes.clock,
      ...(facts.clock ? { reading: clockReading(facts.clock) } : {}),
    },
  ];
}

function keyRow({ check, facts, report }: RunningCheck, fix: Row['fix']): Row {
  const { probes, identity, keyFailure } = report;
  const { finding, mark } = probes.key;
  const { title, findings } = words.probes.key;
  const { says, means } = findings[finding];
  const readAgain = () => check.readKeysAgain();
  return {
    title,
    mark,
    says,
    means: finding === 'blocked' ? words.blocked[identity?.os ?? 'other'] : means,
    fix,
    children: (
      <>
        <KeyReadings keys={facts.keys} />
        {finding === 'silent' && keyFailure !== null && (
          <FailureNotice code={keyFailure} onRetry={readAgain} />
        )}
        {finding === 'blocked' && (
          <div className="mt-1">
            <Button onClick={readAgain}>{words.readAgain}</Button>
          </div>
        )}
      </>
    ),
  };
}
