import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#e2e/harness/dist.ts';
import { readProjectFile } from './docsFolder.ts';

const manifest: Readonly<Record<'dependencies' | 'devDependencies', Record<string, string>>> =
  JSON.parse(readProjectFile('package.json'));
const document = readProjectFile('docs/dependencies.md');
const MOST_BACKEND_DEPENDENCIES = 15;
/** Imported by what tests share, which no build takes along. */
const TEST_TOOLS: readonly string[] = ['vitest', 'fast-check', 'vite'];

/** The packages that the page's sources import values from; the build puts them into dist/web. */
function packagesOfPage(): Set<string> {
  const found = new Set<string>();
  for (const folder of ['web', 'shared']) {
    const entries = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
    for (const entry of entries) {
      if (!/\.tsx?$/.test(entry) || /\.test\.tsx?$/.test(entry)) continue;
      const source = readProjectFile(join(folder, entry));
      const imports = source.matchAll(/^(?:import|export) (?!type )[^;]*?from '([^'.#][^']*)'/gms);
      for (const [, path = ''] of imports) {
        const parts = path.split('/');
        found.add(parts.slice(0, path.startsWith('@') ? 2 : 1).join('/'));
      }
    }
  }
  return found;
}

/** Whether a package has a line of its own in the tables. */
function isListed(name: string): boolean {
  return document.includes(`\n| \`${name}\` |`);
}

describe('docs/dependencies.md', () => {
  it('lists every dependency of the backend', () => {
    expect(Object.keys(manifest.dependencies).filter((name) => !isListed(name))).toEqual([]);
  });

  it('lists every library that the page imports', () => {
    const declared = { ...manifest.dependencies, ...manifest.devDependencies };
    const imported = [...packagesOfPage()].filter(
      (name) => name in declared && !TEST_TOOLS.includes(name),
    );
    expect(imported).toContain('react');
    expect(imported.filter((name) => !isListed(name))).toEqual([]);
  });

  it('lists nothing that is not declared', () => {
    const rows = [...document.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name ?? '');
    const declared = { ...manifest.dependencies, ...manifest.devDependencies };
    expect(rows.filter((name) => !(name in declared))).toEqual([]);
  });
});

describe('package.json', () => {
  it(`gives the backend at most ${MOST_BACKEND_DEPENDENCIES} dependencies`, () => {
    expect(Object.keys(manifest.dependencies).length).toBeLessThanOrEqual(
      MOST_BACKEND_DEPENDENCIES,
    );
  });

  it('names exact versions only', () => {
    const all = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    const loose = all.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
    expect(loose).toEqual([]);
  });
});
