import type { BrowserPlaces, StationBrowser, StationSystem } from './stationBrowsers.ts';
import type { PolicyValue } from './stationPolicies.ts';

/** What a file of the kit is for. */
export type KitRole = 'readMe' | 'policy' | 'start' | 'undo';

/** A file of the kit, as it is to be saved. */
export interface KitFile {
  readonly role: KitRole;
  readonly name: string;
  readonly text: string;
}

/** What the files of one system are made of. Every string in it was checked. */
export interface KitParts {
  readonly os: StationSystem;
  readonly browser: StationBrowser;
  readonly origin: string;
  readonly places: BrowserPlaces;
  readonly policies: Readonly<Record<string, PolicyValue>>;
}

/** What to type to put the policies in place, to start, to take everything back; a line each. */
export interface KitCommands {
  readonly policy: readonly string[];
  readonly start: readonly string[];
  readonly undo: readonly string[];
}

/** The kit of one system. */
export interface SystemKit {
  readonly files: readonly [policy: KitFile, start: KitFile, undo: KitFile];
  readonly commands: KitCommands;
}

/** Lines as a file of the system. */
export function linesOf(lines: readonly string[], end: '\n' | '\r\n' = '\n'): string {
  return lines.map((line) => line + end).join('');
}
