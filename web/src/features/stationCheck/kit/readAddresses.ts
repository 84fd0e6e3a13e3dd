import { readStationOrigin } from '#web/usecases/stationKit/stationOrigin.ts';

/** Reads addresses, one a line. `wrong` is the first line that is none; the others count all the same. */
export function readAddresses(text: string): {
  readonly addresses: readonly string[];
  readonly wrong: string | null;
} {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return {
    addresses: lines.flatMap((line) => readStationOrigin(line) ?? []),
    wrong: lines.find((line) => readStationOrigin(line) === null) ?? null,
  };
}
