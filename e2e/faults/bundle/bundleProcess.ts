import { readFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';
import { ROOT } from '#e2e/harness/dist.ts';
import type { Mutant } from '../mutants/mutant.ts';

/** For the bundles of this process; below the repository, so that dependencies are found from there. */
export const BUNDLES = join(ROOT, '.cache', 'faults', String(process.pid));

/**
 * Makes one JavaScript file of a process that plays: it starts in a fraction of the time that a translated file at a time
 * takes, and its functions are not wrapped to keep their names, which a run has thousands of.
 * @param entry under the repository's root
 * @param mutant whose edits are made in what is bundled
 * @returns where the file is
 * @throws Error where an edit does not fit the code any more.
 */
export async function bundleProcess(entry: string, mutant?: Mutant): Promise<string> {
  const name = mutant?.name ?? 'player';
  await build({
    configFile: false,
    root: ROOT,
    logLevel: 'warn',
    publicDir: false,
    plugins: [sourceAsItIs(mutant)],
    build: {
      ssr: entry,
      outDir: BUNDLES,
      emptyOutDir: false,
      target: 'node20',
      minify: false,
      rolldownOptions: {
        output: { entryFileNames: `${name}.mjs`, codeSplitting: false },
        external: [...builtinModules, /^node:/],
      },
    },
  });
  return join(BUNDLES, `${name}.mjs`);
}

/** Files are looked for beside the source, not beside the bundle; and a mutant's files are read with its edits. */
function sourceAsItIs(mutant: Mutant | undefined): Plugin {
  return {
    name: 'keywright:source-as-it-is',
    enforce: 'pre',
    async load(id) {
      const [path = ''] = id.split('?');
      if (!path.startsWith(ROOT) || path.includes('node_modules') || !path.endsWith('.ts'))
        return null;
      const source = await readFile(path, 'utf8');
      const url = JSON.stringify(pathToFileURL(path).href);
      return edited(source, path, mutant).replaceAll('import.meta.url', url);
    },
  };
}

function edited(source: string, path: string, mutant: Mutant | undefined): string {
  let text = source;
  for (const { file, find, replace } of mutant?.edits ?? []) {
    if (path !== join(ROOT, file)) continue;
    if (text.split(find).length !== 2) {
      throw new Error(`mutant ${mutant?.name}: not exactly once in ${path}: ${find}`);
    }
    text = text.replace(find, () => replace);
  }
  return text;
}
