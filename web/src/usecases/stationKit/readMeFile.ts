import { type KitFile, linesOf, type SystemKit } from './kitFile.ts';
import type { StationKitRequest } from './makeStationKit.ts';
import { BROWSER_PLACES, type StationSystem } from './stationBrowsers.ts';

/** A section of the file: paragraphs, then commands as they are to be typed. */
interface ReadMeSection {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly commands?: readonly string[];
}

/** The words of the file. They come from the catalogue of messages. */
export interface ReadMeWords {
  title(origin: string): string;
  subtitle(browser: string, os: StationSystem): string;
  readonly riskTitle: string;
  readonly risks: Readonly<Record<StationSystem, readonly string[]>>;
  readonly containTitle: string;
  readonly contain: readonly string[];
  readonly policyTitle: string;
  readonly policy: Readonly<Record<StationSystem, string>>;
  readonly startTitle: string;
  readonly start: Readonly<Record<StationSystem, string>>;
  readonly checkTitle: string;
  check(address: string): string;
  readonly undoTitle: string;
  readonly undo: Readonly<Record<StationSystem, string>>;
}

const WIDTH = 100;

/** What a person reads before they put a station in place: its risk, how to contain it, what to do, how to undo it. */
export function readMeFile(
  { origin, os, browser }: StationKitRequest,
  { commands }: SystemKit,
  words: ReadMeWords,
): KitFile {
  const sections: readonly ReadMeSection[] = [
    { title: words.riskTitle, paragraphs: words.risks[os] },
    { title: words.containTitle, paragraphs: words.contain },
    { title: words.policyTitle, paragraphs: [words.policy[os]], commands: commands.policy },
    { title: words.startTitle, paragraphs: [words.start[os]], commands: commands.start },
    { title: words.checkTitle, paragraphs: [words.check(`${origin}/station/check`)] },
    { title: words.undoTitle, paragraphs: [words.undo[os]], commands: commands.undo },
  ];
  const lines = [
    words.title(origin),
    words.subtitle(BROWSER_PLACES[browser].name, os),
    ...sections.flatMap(sectionLines),
  ];
  const end = os === 'windows' ? '\r\n' : '\n';
  return { role: 'readMe', name: 'keywright-station-read-me.txt', text: linesOf(lines, end) };
}

function sectionLines({ title, paragraphs, commands = [] }: ReadMeSection): string[] {
  return [
    '',
    title.toUpperCase(),
    ...paragraphs.flatMap((paragraph) => ['', ...wrap(paragraph)]),
    ...(commands.length === 0 ? [] : ['', ...commands.map((command) => `    ${command}`)]),
  ];
}

function wrap(paragraph: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
