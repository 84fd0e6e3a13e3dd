import { type KitParts, linesOf, type SystemKit } from './kitFile.ts';
import { startSwitches } from './startSwitches.ts';
import type { StationBrowser } from './stationBrowsers.ts';
import type { PolicyValue } from './stationPolicies.ts';

const START = 'keywright-station.command';
const POLICY = 'keywright-station.mobileconfig';
const UNDO = 'keywright-station-undo.command';

/** A profile that is installed again takes the place of the one with the same identifiers. */
const PAYLOAD_IDS: Readonly<Record<StationBrowser, readonly [profile: string, policies: string]>> =
  {
    chrome: ['6D1B2F0E-5C0B-4D4B-9A53-1B6F3A7E0C01', '6D1B2F0E-5C0B-4D4B-9A53-1B6F3A7E0C02'],
    edge: ['6D1B2F0E-5C0B-4D4B-9A53-1B6F3A7E0E01', '6D1B2F0E-5C0B-4D4B-9A53-1B6F3A7E0E02'],
    chromium: ['6D1B2F0E-5C0B-4D4B-9A53-1B6F3A7E0D01', '6D1B2F0E-5C0B-4D4B-9A53-1B6F3A7E0D02'],
  };

/** Start script, configuration profile and undo for macOS. */
export function macosKit(parts: KitParts): SystemKit {
  const { browser, origin, places } = parts;
  const profile = `$HOME/KeywrightStation/${browser}`;
  const start = [
    '#!/bin/sh',
    `# Starts the Keywright station for ${origin} in ${places.name}.`,
    '# Whatever is given to this script goes on to the browser.',
    'set -eu',
    `profile="${profile}"`,
    'mkdir -p "$profile"',
    'chmod 700 "$profile"',
    `exec open -n -a "${places.macos.app}" --args \\`,
    ...startSwitches({ os: 'macos', origin, profile: '$profile' }).map(
      (argument) => `  "${argument}" \\`,
    ),
    '  "$@"',
  ];
  const undo = [
    '#!/bin/sh',
    `# Takes the Keywright station in ${places.name} back: its profile and its policies. Close it first.`,
    'set -eu',
    `rm -rf "${profile}"`,
    `sudo profiles remove -type configuration -identifier ${identifierOf(browser)}`,
  ];
  return {
    files: [
      { role: 'policy', name: POLICY, text: linesOf(configurationProfile(parts)) },
      { role: 'start', name: START, text: linesOf(start) },
      { role: 'undo', name: UNDO, text: linesOf(undo) },
    ],
    commands: {
      policy: [`open ${POLICY}`],
      start: [`sh ${START}`],
      undo: [`sh ${UNDO}`],
    },
  };
}

function identifierOf(browser: StationBrowser): string {
  return `keywright.station.${browser}`;
}

function configurationProfile({ browser, origin, places, policies }: KitParts): string[] {
  const [profileId, policiesId] = PAYLOAD_IDS[browser];
  // macOS has no browsers that stay in the background.
  const { BackgroundModeEnabled: _, ...known } = policies;
  const payload = {
    ...known,
    PayloadType: places.macos.domain,
    PayloadIdentifier: `${identifierOf(browser)}.policies`,
    PayloadUUID: policiesId,
    PayloadVersion: 1,
    PayloadDisplayName: `${places.name}: Keywright station`,
  };
  const profile = {
    PayloadContent: [payload],
    PayloadDisplayName: `Keywright station for ${origin} (${places.name})`,
    PayloadIdentifier: identifierOf(browser),
    PayloadScope: 'System',
    PayloadType: 'Configuration',
    PayloadUUID: profileId,
    PayloadVersion: 1,
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    '<plist version="1.0">',
    ...toPlist(profile),
    '</plist>',
  ];
}

type PlistValue = PolicyValue | string | number | object;

function toPlist(value: PlistValue): string[] {
  if (typeof value === 'boolean') return [`<${value}/>`];
  if (typeof value === 'number') return [`<integer>${value}</integer>`];
  if (typeof value === 'string') return [`<string>${escapeXml(value)}</string>`];
  if (Array.isArray(value)) {
    return ['<array>', ...value.flatMap((item: PlistValue) => indent(toPlist(item))), '</array>'];
  }
  const members = Object.entries(value).flatMap(([name, member]: [string, PlistValue]) =>
    indent([`<key>${escapeXml(name)}</key>`, ...toPlist(member)]),
  );
  return ['<dict>', ...members, '</dict>'];
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
