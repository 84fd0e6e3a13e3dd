// Node's module loader for a mutant, given before tsx so that tsx translates what comes from here: the files that the
// mutant names are read with its edits. Plain JavaScript, because nothing translates it.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';
import { isMainThread } from 'node:worker_threads';

/** @type {{ name: string, edits: { file: string, find: string, replace: string }[] }} */
const mutant = JSON.parse(process.env['KEYWRIGHT_MUTANT'] ?? '{"name":"","edits":[]}');
const root = fileURLToPath(new URL('../../../', import.meta.url));

if (isMainThread) register(import.meta.url);

/** @type {import('node:module').LoadHook} */
export async function load(url, context, nextLoad) {
  const [plain] = url.split('?');
  const path = plain?.startsWith('file:') ? fileURLToPath(plain) : '';
  const edits = mutant.edits.filter(({ file }) => path === `${root}${file}`);
  if (edits.length === 0) return nextLoad(url, context);
  let source = await readFile(path, 'utf8');
  for (const { find, replace } of edits) {
    if (source.split(find).length !== 2) {
      throw new Error(`mutant ${mutant.name}: not exactly once in ${path}: ${find}`);
    }
    source = source.replace(find, () => replace);
  }
  return { format: 'module', shortCircuit: true, source };
}
