import type { StationReport } from './assessStation.ts';
import type { StationFacts } from './stationFacts.ts';

/** What a summary is made of. */
interface SummaryParts {
  readonly facts: StationFacts;
  readonly report: StationReport;
  /** Of this computer. */
  readonly at: Date;
  /** A serial number names one key and so its holder: only with their say. */
  readonly includeSerials: boolean;
}

/** The check as support wants it: JSON without PIN, token, name or account, and without serial numbers unless asked for. */
export function supportSummary({ facts, report, at, includeSerials }: SummaryParts): string {
  const { identity, probes, verdict } = report;
  const summary = {
    keywrightStationCheck: 1,
    at: at.toISOString(),
    origin: facts.browser?.origin ?? null,
    browser: identity?.name ?? null,
    system: identity?.platform ?? null,
    verdict,
    probes: Object.fromEntries(Object.entries(probes).map(([id, { finding }]) => [id, finding])),
    keyFailure: report.keyFailure,
    clock: facts.clock ?? null,
    capabilities: facts.capabilities ?? null,
    companion: facts.companion ?? null,
    heldKeys: facts.heldKeys,
    keys: facts.keys.map((key) => ({
      product: key.productName,
      usb: `${hex(key.vendorId)}:${hex(key.productId)}`,
      software: key.software,
      state: key.state,
      failure: key.failure,
      aaguid: key.description?.aaguid ?? null,
      versions: key.description?.versions ?? null,
      firmware: key.description?.firmwareVersion ?? null,
      hasPin: key.description?.hasPin ?? null,
      minPinLength: key.description?.minPinLength ?? null,
      setMinPinLength: key.description?.supports.setMinPinLength ?? null,
      ...(includeSerials ? { serial: key.observation?.identity.serial ?? null } : {}),
    })),
  };
  return `${JSON.stringify(summary, null, 2)}\n`;
}

function hex(id: number): string {
  return id.toString(16).padStart(4, '0');
}
