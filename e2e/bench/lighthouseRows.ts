import { chromium } from '@playwright/test';
import lighthouse from 'lighthouse';
import { CHROMIUM_ARGS, findChromium } from '#e2e/harness/chromium.ts';
import { DIST } from '#e2e/harness/dist.ts';
import { freePort } from '#e2e/harness/freePort.ts';
import { startStack } from '#e2e/harness/stack.ts';
import { percentile, type Row, row } from './row.ts';

const LEAST = { performance: 95, accessibility: 100, 'best-practices': 100 } as const;
const CATEGORIES = ['performance', 'accessibility', 'best-practices'] as const;
/** One by itself says little: the median counts. */
const RUNS = 3;

/** Lighthouse with its own mobile preset on the page that an invitation links to, as the backend serves it. */
export async function lighthouseRows(): Promise<Row[]> {
  const stack = await startStack({
    ...{ rack: null, drawer: false },
    backend: { KEYWRIGHT_SERVE_PAGE: DIST.web },
  });
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: [...CHROMIUM_ARGS, `--remote-debugging-port=${port}`],
  });
  try {
    const runs: Record<string, number>[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      runs.push(await scoresOf(`${stack.backendOrigin}/enrol`, port));
    }
    return CATEGORIES.map((name) => {
      const scores = runs.map((one) => one[name] ?? 0);
      return row(
        `Lighthouse, mobile, /enrol: ${name}`,
        percentile(scores, 0.5),
        '',
        LEAST[name],
        'higher',
      );
    });
  } finally {
    await browser.close();
    await stack.close();
  }
}

async function scoresOf(url: string, port: number): Promise<Record<string, number>> {
  const result = await lighthouse(url, {
    ...{ port, logLevel: 'silent' },
    onlyCategories: [...CATEGORIES],
  });
  if (result === undefined) throw new Error('Lighthouse gave no result');
  return Object.fromEntries(
    Object.entries(result.lhr.categories).map(([name, { score }]) => [name, 100 * (score ?? 0)]),
  );
}
