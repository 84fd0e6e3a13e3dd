import type { KitCommands, SystemKit } from '#web/usecases/stationKit/kitFile.ts';
import type { GuestAgent } from './guestAgent.ts';

/** The account without special rights that the station belongs to. */
export const STATION_USER = { name: 'station', home: '/home/station' } as const;

/** The product's own station kit in the guest, where its files were saved and its commands are typed. */
export interface GuestStation {
  /** Types what puts the policies in place. */
  setPolicies(): Promise<void>;
  /** What to type to start the browser, in the folder of the kit. */
  readonly start: string;
  /** Types what takes profile and policies back. */
  undo(): Promise<void>;
}

const FOLDER = `${STATION_USER.home}/kit`;
/** The guest has no sudo. Whoever sets a station up may do everything there, by a program of that name. */
const SUDO_FOLDER = '/opt/tests';

/** Saves a kit's files in the guest, as a person does from the page. */
export async function saveKit(agent: GuestAgent, kit: SystemKit): Promise<GuestStation> {
  await agent.write(`${SUDO_FOLDER}/sudo`, '#!/bin/sh\nexec "$@"\n', 0o755);
  for (const { name, text } of kit.files) await agent.write(`${FOLDER}/${name}`, text);
  const type = (which: keyof KitCommands) =>
    asAdministrator(agent, [`cd ${FOLDER}`, ...kit.commands[which]]);
  return {
    setPolicies: () => type('policy'),
    start: [`cd ${FOLDER}`, ...kit.commands.start].join(' && '),
    undo: () => type('undo'),
  };
}

/** Types lines that ask for `sudo` where it matters, in a shell at the station's home. */
export async function asAdministrator(agent: GuestAgent, lines: readonly string[]): Promise<void> {
  const { code, output } = await agent.run([
    ...['env', `HOME=${STATION_USER.home}`, 'sh', '-c'],
    ['set -e', `PATH=${SUDO_FOLDER}:$PATH`, ...lines].join('\n'),
  ]);
  if (code !== 0) throw new Error(`the guest ended with ${code}: ${output}`);
}
