import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SourceFile, unusedWords, usedWords, wordsOf } from './testing/usedWords.ts';

const PAGE = new URL('../', import.meta.url).pathname;
const CATALOGUE = /^messages\..*\.en\.ts$/;
/** Takes every catalogue as a whole, to be loaded, and shows none. */
const NOT_OF_PAGE = /\.test\.tsx?$|presentation\/(messages\.|germanWords\.ts)/;

/** All of the page but its tests and the catalogues themselves. */
function pageFiles(): SourceFile[] {
  return readdirSync(PAGE, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !NOT_OF_PAGE.test(path))
    .map((path) => ({ path, text: readFileSync(join(PAGE, path), 'utf8') }));
}

async function allWords(): Promise<string[]> {
  const folder = join(PAGE, 'presentation');
  const catalogues = await Promise.all(
    readdirSync(folder)
      .filter((name) => CATALOGUE.test(name))
      .map((name): Promise<Record<string, object>> => import(join(folder, name))),
  );
  return catalogues.flatMap((one) =>
    Object.entries(one).flatMap(([name, words]) => wordsOf(words, name)),
  );
}

const sample = (text: string) =>
  usedWords({
    path: 'Sample.tsx',
    text: `import { sampleMessages as words } from './messages.sample.ts';\n${text}`,
  });

describe('the words of the page', () => {
  it('are all used', async () => {
    const used = new Set(pageFiles().flatMap((file) => [...usedWords(file)]));
    const words = await allWords();
    expect(words.length).toBeGreaterThan(1_000);
    expect(unusedWords(words, used)).toEqual([]);
  });

  it.each([
    ['by name', 'const Title = () => <h1>{words.title}</h1>;', ['title']],
    ['as a function', 'say(words.count(3));', ['count']],
    ['by a name that is not known yet', 'say(words.states[state]);', ['states.on', 'states.off']],
    ['by another name', 'const { states } = words; say(states.on);', ['states.on']],
    ['by what it can do', 'say(words.title.length);', ['title']],
    ['by a name further down', 'const on = words.states; say(on.off);', ['states.off']],
    ['in an index', 'say(names[words.title]);', ['title']],
    ['as a whole', 'say(words);', ['title', 'count', 'states.on', 'states.off']],
  ])('count as used %s', (_, text, expected) => {
    const words = wordsOf(
      { title: 'Title', count: () => '', states: { on: 'On', off: 'Off' } },
      'sampleMessages',
    );
    const unused = unusedWords(words, sample(text));
    expect(words.filter((word) => !unused.includes(word))).toEqual(
      expected.map((word) => `sampleMessages.${word}`),
    );
  });

  it.each([
    ['named like a member of something else', 'say(other.title);'],
    ['only given another name', 'const title = words.title;'],
    ['only a type', 'type Title = typeof words.title;'],
    ['not there at all', 'say(1);'],
  ])('count as unused where they are %s', (_, text) => {
    expect(unusedWords(['sampleMessages.title'], sample(text))).toEqual(['sampleMessages.title']);
  });
});
