import { build } from 'vite';
import { ROOT } from '#e2e/harness/dist.ts';

const NAME = 'keywrightTimes';

/** An expression that a page evaluates: it times so many rounds of requests. @see timeRequests */
export async function bundlePageRequests(rounds: number): Promise<string> {
  const built = await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      lib: { entry: 'e2e/webhid-vm/times/pageRequests.ts', formats: ['iife'], name: NAME },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  if (bundle === undefined || !('output' in bundle)) throw new Error('nothing was built');
  return `(() => { ${bundle.output[0].code}; return ${NAME}.timeRequests(${rounds}); })()`;
}
