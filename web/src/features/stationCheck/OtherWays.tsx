import { useServices } from '#web/app/providers/services.ts';
import type { RunningCheck } from '#web/app/stationCheck/useStationCheck.ts';
import { Button } from '#web/components/Button.tsx';
import { stationCheckMessages as words } from '#web/presentation/messages.stationCheck.ts';
import { companionFix } from '#web/usecases/stationCheck/companionFix.ts';
import { fixesFor } from '#web/usecases/stationCheck/fixes.ts';
import { PINNED_EXTENSION_ID } from '#web/usecases/ways/companionExtension.ts';
import { ProbeRow } from './ProbeRow.tsx';

/** What the browser would do by itself, with no key in our hands. */
export function OtherWays({ check, facts, report }: RunningCheck) {
  const { config } = useServices();
  const { companion, override, capabilities } = words.probes;
  const { probes } = report;
  const origin = facts.browser?.origin ?? '';
  const fixes = fixesFor(report, origin);
  const extensionId = config.companionExtensionId ?? PINNED_EXTENSION_ID;
  const { finding } = probes.override;
  return (
    <section aria-labelledby="other-ways" className="flex flex-col gap-3">
      <h2 id="other-ways" className="font-semibold text-title">
        {words.otherWays}
      </h2>
      <ul className="rounded-md border border-line bg-surface shadow-card">
        <ProbeRow
          title={companion.title}
          mark={probes.companion.mark}
          {...companion.findings[probes.companion.finding]}
          fix={companionFix(report, origin, extensionId)}
          {...(facts.companion && 'version' in facts.companion
            ? { reading: facts.companion.version }
            : {})}
        />
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
