import type { RunningCheck } from '#web/app/stationCheck/useStationCheck.ts';
import { Button } from '#web/components/Button.tsx';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.en.ts';
import { fixesFor } from '#web/usecases/stationCheck/fixes.ts';
import { ProbeRow } from './ProbeRow.tsx';

/** What the browser would do by itself, with no key in our hands. */
export function OtherWays({ check, facts, report }: RunningCheck) {
  const { override, capabilities } = words.probes;
  const { probes } = report;
  const fixes = fixesFor(report, facts.browser?.origin ?? '');
  const { finding } = probes.override;
  return (
    <section aria-labelledby="other-ways" className="flex flex-col gap-3">
      <h2 id="other-ways" className="font-semibold text-title">
        {words.otherWays}
      </h2>
      <ul className="rounded-md border border-line bg-surface shadow-card">
        <ProbeRow
          title={override.title}
          mark={probes.override.mark}
          {...override.findings[finding]}
          fix={fixes.override}
        >
          <div className="mt-1 flex flex-wrap items-center gap-3">
            <Button
              busy={finding === 'asking'}
              disabled={facts.isEnrolling}
              onClick={() => void check.askOverride()}
            >
              {words.askOverride}
            </Button>
            {facts.isEnrolling && <span className="text-muted">{words.busyAtStation}</span>}
          </div>
        </ProbeRow>
        <ProbeRow
          title={capabilities.title}
          mark={probes.capabilities.mark}
          {...capabilities.findings[probes.capabilities.finding]}
        >
          {facts.capabilities && <Capabilities capabilities={facts.capabilities} />}
        </ProbeRow>
      </ul>
    </section>
  );
}

function Capabilities({
  capabilities,
}: {
  readonly capabilities: Readonly<Record<string, boolean>>;
}) {
  return (
    <ul className="flex flex-col">
      {Object.entries(words.capabilityNames).map(([name, label]) => (
        <li key={name}>
          {label}: {capabilities[name] === true ? words.can : words.cannot}
        </li>
      ))}
    </ul>
  );
}
