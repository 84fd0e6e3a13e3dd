import { type KitParts, linesOf, type SystemKit } from './kitFile.ts';
import { startSwitches } from './startSwitches.ts';

const START = 'keywright-station.sh';
const POLICY = 'keywright-station-policy.json';
const UNDO = 'keywright-station-undo.sh';
const INSTALLED = 'keywright-station.json';

/** Start script, policy file and undo for Linux. Not a hidden folder: a snap may not look into those. */
export function linuxKit(parts: KitParts): SystemKit {
  const { browser, origin, places, policies } = parts;
  const profile = `$HOME/KeywrightStation/${browser}`;
  const { programs, policyFolders } = places.linux;
  const start = [
    '#!/bin/sh',
    `# Starts the Keywright station for ${origin} in ${places.name}.`,
    '# Whatever is given to this script goes on to the browser.',
    'set -eu',
    'browser=',
    `for program in ${programs.join(' ')}; do`,
    '  if browser=$(command -v "$program"); then break; fi',
    'done',
    'if [ -z "$browser" ]; then',
    `  echo '${places.name} was not found.' >&2`,
    '  exit 1',
    'fi',
    `profile="${profile}"`,
    'mkdir -p "$profile"',
    'chmod 700 "$profile"',
    'exec "$browser" \\',
    ...startSwitches({ os: 'linux', origin, profile: '$profile' }).map(
      (argument) => `  "${argument}" \\`,
    ),
    '  "$@"',
  ];
  const undo = [
    '#!/bin/sh',
    `# Takes the Keywright station in ${places.name} back: its profile and its policies. Close it first.`,
    'set -eu',
    `rm -rf "${profile}"`,
    ...policyFolders.map((folder) => `sudo rm -f ${folder}/${INSTALLED}`),
  ];
  return {
    files: [
      { role: 'policy', name: POLICY, text: linesOf([JSON.stringify(policies, null, 2)]) },
      { role: 'start', name: START, text: linesOf(start) },
      { role: 'undo', name: UNDO, text: linesOf(undo) },
    ],
    commands: {
      policy: policyFolders.map(
        (folder) => `sudo install -D -m 0644 ${POLICY} ${folder}/${INSTALLED}`,
      ),
      start: [`sh ${START}`],
      undo: [`sh ${UNDO}`],
    },
  };
}
