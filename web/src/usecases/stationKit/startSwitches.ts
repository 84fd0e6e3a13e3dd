import type { StationSystem } from './stationBrowsers.ts';

/** Without the quotes that each system wants; `profile` as that system writes it. */
interface Started {
  readonly os: StationSystem;
  readonly origin: string;
  readonly profile: string;
}

/**
 * The switches of a station's browser. `--disable-hid-blocklist` counts only in the first process of a profile, so the
 * profile is its own. On Windows only an administrator gets the handle of a FIDO device, and Chrome 138 and later would
 * give elevation up by itself.
 */
export function startSwitches({ os, origin, profile }: Started): readonly string[] {
  return [
    '--disable-hid-blocklist',
    ...(os === 'windows' ? ['--do-not-de-elevate', '--disable-features=AutoDeElevate'] : []),
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    `--app=${origin}/station`,
  ];
}
