import { chown, rename, rm, writeFile } from 'node:fs/promises';

/** For whom a file is readable, and whose it is where not our own. */
export interface FileKeeping {
  readonly mode: number;
  readonly owner?: { readonly uid: number; readonly gid: number } | undefined;
}

/** Writes a file whole, and to the disk: who is killed meanwhile leaves the file of before or none, never half of one. */
export async function writeWhole(
  path: string,
  text: string,
  { mode, owner }: FileKeeping,
): Promise<void> {
  const aside = `${path}.new`;
  await rm(aside, { force: true });
  await writeFile(aside, text, { mode, flag: 'wx', flush: true });
  if (owner !== undefined) await chown(aside, owner.uid, owner.gid);
  await rename(aside, path);
}
