import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildBackend, buildDemo, buildWeb } from '#e2e/harness/buildAll.ts';
import { ROOT } from '#e2e/harness/dist.ts';
import { webHidRows } from '#e2e/webhid-vm/times/webHidTimes.ts';
import { batchListRows } from './batchListRows.ts';
import { batchRows } from './batchRows.ts';
import { enrolPageRows } from './enrolPageRows.ts';
import { guardRows } from './guardRows.ts';
import { keysAtOnceRow } from './keysAtOnceRow.ts';
import { lighthouseRows } from './lighthouseRows.ts';
import { limiterRows } from './limiterRows.ts';
import { microRows } from './micro.ts';
import { peopleRows } from './peopleRows.ts';
import type { MissingRow, Row } from './row.ts';
import { selfServiceRows } from './selfServiceRows.ts';
import { stackRows } from './stackRows.ts';
import { stationCheckRows } from './stationCheckRows.ts';
import { straightLineRow } from './straightLineRow.ts';

// `npm run bench`: every figure with its limit. A missed limit shows and does not fail the command.
// `--built` measures dist/ as it is.
if (!process.argv.includes('--built')) {
  await Promise.all([buildWeb(), buildBackend(), buildDemo()]);
}
const rows: (Row | MissingRow)[] = [
  ...(await stackRows()),
  ...(await enrolPageRows()),
  ...(await lighthouseRows()),
  ...(await stationCheckRows()),
  ...(await batchRows()),
  await keysAtOnceRow(),
  await straightLineRow(),
  ...(await batchListRows()),
  ...(await selfServiceRows()),
  ...(await guardRows()),
  ...(await microRows()),
  ...(await limiterRows()),
  ...(await peopleRows()),
  ...(await webHidRows(new Date())),
];
await mkdir(join(ROOT, 'bench'), { recursive: true });
await writeFile(join(ROOT, 'bench', 'latest.json'), `${JSON.stringify(rows, null, 2)}\n`);
console.log(table(rows));

function table(all: readonly (Row | MissingRow)[]): string {
  const cells = all.map(cellsOf);
  const widths = [0, 1, 2].map((column) =>
    Math.max(...cells.map((line) => line[column]?.length ?? 0)),
  );
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function cellsOf(one: Row | MissingRow): readonly string[] {
  if (one.value === null) return [one.name, `not measured: ${one.notMeasured}`];
  const { name, value, unit, limit, better, ok } = one;
  if (limit === null) return [name, `${value} ${unit}`.trim()];
  const bound = `${better === 'lower' ? 'at most' : 'at least'} ${limit} ${unit}`.trim();
  return [name, `${value} ${unit}`.trim(), bound, ok ? 'ok' : 'MISSED'];
}
