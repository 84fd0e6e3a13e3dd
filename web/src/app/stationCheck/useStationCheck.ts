import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { assessStation, type StationReport } from '#web/usecases/stationCheck/assessStation.ts';
import type { StationCheck } from '#web/usecases/stationCheck/stationCheck.ts';
import type { StationFacts } from '#web/usecases/stationCheck/stationFacts.ts';
import { useServices } from '../providers/services.ts';

/** A check under way, drawn anew at every change. */
export interface RunningCheck {
  readonly check: StationCheck;
  readonly facts: StationFacts;
  readonly report: StationReport;
}

const NEVER = () => () => undefined;

/** Begins a check with the page and ends it with it; null until its program is loaded. */
export function useStationCheck(): RunningCheck | null {
  const { loadStationCheck } = useServices();
  const { data: start } = useQuery({
    queryKey: ['stationCheckProgram'],
    queryFn: loadStationCheck,
    staleTime: Infinity,
    throwOnError: true,
  });
  const check = useMemo(() => start?.() ?? null, [start]);
  useEffect(() => check?.start(), [check]);
  const facts = useSyncExternalStore(check?.subscribe ?? NEVER, () => check?.getFacts() ?? null);
  const report = useMemo(() => (facts === null ? null : assessStation(facts)), [facts]);
  return check === null || facts === null || report === null ? null : { check, facts, report };
}
