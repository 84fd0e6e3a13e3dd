import type { Command } from './context.ts';

/** authenticatorSelection (0x0B): a touch and nothing else. */
export const selection: Command = async ({ presence }) => {
  await presence.wait();
  return undefined;
};
