import { startSwitches } from '../stationKit/startSwitches.ts';
import { BROWSER_PLACES } from '../stationKit/stationBrowsers.ts';
import { readStationOrigin } from '../stationKit/stationOrigin.ts';
import { stationPolicies } from '../stationKit/stationPolicies.ts';
import type { StationReport } from './assessStation.ts';

/** Where a fix is to be made; the browser is Chrome where it does not say which it is. */
export interface Place {
  readonly os: 'windows' | 'macos' | 'linux';
  readonly browser: 'chrome' | 'edge' | 'chromium';
  readonly origin: string;
}

/** What to type or write to mend something, by the probe that found it; a line each, ready to be copied. */
export type Fixes = Partial<Record<keyof StationReport['probes'], readonly string[]>>;

/** The header that lets the page use WebHID and WebAuthn, whatever else the host sends. */
const PERMISSIONS_HEADER =
  'Permissions-Policy: hid=(self), publickey-credentials-create=(self), publickey-credentials-get=(self)';

/** The exact fixes for what a check found, on this system and in this browser, for this origin. */
export function fixesFor({ identity, probes }: StationReport, pageOrigin: string): Fixes {
  const fixes: Fixes = {};
  if (probes.webhid.finding === 'forbidden') fixes.webhid = [PERMISSIONS_HEADER];
  if (probes.override.finding === 'forbiddenByHost') fixes.override = [PERMISSIONS_HEADER];
  const place = placeOf(identity, pageOrigin);
  if (place === null) return fixes;
  if (probes.reach.finding === 'hidden') fixes.reach = [startCommand(place)];
  if (probes.key.finding === 'blocked') fixes.key = accessCommands(place);
  if (probes.replug.finding === 'lost') fixes.replug = policyCommands(place, 'hid');
  if (probes.clock.finding === 'wrong') fixes.clock = [CLOCK_COMMANDS[place.os]];
  if (probes.override.finding === 'policyAbsent') {
    fixes.override = policyCommands(place, 'override');
  }
  return fixes;
}

/** Null for a system that is none of a station, and for an address that may not get into a command. */
export function placeOf(identity: StationReport['identity'], pageOrigin: string): Place | null {
  const origin = readStationOrigin(pageOrigin);
  if (identity === null || identity.os === null || origin === null) return null;
  return { os: identity.os, browser: identity.browser ?? 'chrome', origin };
}

/** One line that starts this browser as a station, to see whether that is all that was missing. */
function startCommand({ os, browser, origin }: Place): string {
  const { windows, macos, linux } = BROWSER_PLACES[browser];
  const profile = {
    windows: `%ProgramFiles%\\KeywrightStation\\${browser}`,
    macos: `$HOME/KeywrightStation/${browser}`,
    linux: `$HOME/KeywrightStation/${browser}`,
  }[os];
  const program = {
    windows: `"%ProgramFiles%\\${windows.program}"`,
    macos: `open -n -a "${macos.app}" --args`,
    linux: linux.programs[0] ?? browser,
  }[os];
  const switches = startSwitches({ os, origin, profile }).map((text) =>
    text.includes(profile) ? `"${text}"` : text,
  );
  return [program, ...switches].join(' ');
}

/** What lets the browser have a key that it lists and may not open. On macOS nothing but another program is in the way. */
function accessCommands(place: Place): readonly string[] {
  if (place.os === 'windows') return [startCommand(place)];
  if (place.os === 'macos') return [];
  return [
    'ls -l /dev/hidraw*',
    'sudo apt install libu2f-udev',
    'sudo udevadm control --reload',
    'sudo udevadm trigger',
    ...(place.browser === 'chromium' ? ['sudo snap connect chromium:u2f-devices'] : []),
  ];
}

const CLOCK_COMMANDS: Readonly<Record<Place['os'], string>> = {
  windows: 'w32tm /resync',
  macos: 'sudo sntp -sS time.apple.com',
  linux: 'sudo timedatectl set-ntp true',
};

/** One policy alone. On macOS policies come in a profile, which is a file. */
function policyCommands(
  { os, browser, origin }: Place,
  which: 'hid' | 'override',
): readonly string[] {
  const places = BROWSER_PLACES[browser];
  const name =
    which === 'hid'
      ? 'WebHidAllowDevicesWithHidUsagesForUrls'
      : 'WebAuthenticationRemoteDesktopAllowedOrigins';
  const value = which === 'hid' ? stationPolicies(origin, [])[name] : [origin];
  const json = JSON.stringify(value);
  if (os === 'macos') return [];
  if (os === 'linux') {
    const [folder] = places.linux.policyFolders;
    return [
      `sudo mkdir -p ${folder}`,
      `echo '{"${name}":${json}}' | sudo tee ${folder}/keywright-${which}.json`,
    ];
  }
  const key = `HKLM\\${places.windows.policyKey}`;
  return which === 'hid'
    ? [`reg add "${key}" /v ${name} /t REG_SZ /d "${json.replaceAll('"', '\\"')}" /f`]
    : [`reg add "${key}\\${name}" /v 7001 /t REG_SZ /d "${origin}" /f`];
}
