import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#e2e/harness/dist.ts';
import { readProjectFile } from './docsFolder.ts';

function markdownFiles(): string[] {
  const inRoot = readdirSync(ROOT).filter((name) => name.endsWith('.md'));
  const inDocs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  return [...inRoot, ...inDocs.map((name) => `docs/${name}`)];
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```.*?^```/gms, '').replaceAll(/`[^`\n]*`/g, '');
}

/** Anchors as GitHub makes them from headings. */
function anchorsOf(markdown: string): string[] {
  const headings = markdown.replaceAll(/^```.*?^```/gms, '').matchAll(/^#+ (.+)$/gm);
  return [...headings].map(([, text = '']) =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}

function brokenLinks(file: string): string[] {
  const links = withoutCode(readProjectFile(file)).matchAll(/\]\(([^)\s]+)\)/g);
  return [...links]
    .map(([, link = '']) => link)
    .filter((link) => {
      if (/^(https?|mailto):/.test(link)) return false;
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      if (!existsSync(join(ROOT, target))) return true;
      return anchor !== undefined && !anchorsOf(readProjectFile(target)).includes(anchor);
    });
}

describe('the documentation', () => {
  it.each(markdownFiles())('%s links only to what exists', (file) => {
    expect(brokenLinks(file)).toEqual([]);
  });

  it('is linked from the README, every page of it', () => {
    const readme = readProjectFile('README.md');
    expect(
      markdownFiles().filter((file) => file !== 'README.md' && !readme.includes(`(${file}`)),
    ).toEqual([]);
  });
});
