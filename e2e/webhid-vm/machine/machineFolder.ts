import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from '#e2e/harness/dist.ts';

const GUEST = join(ROOT, 'e2e/webhid-vm/guest');
/** Sets where machines are kept; they are made anew where there is none. */
const CACHE_VARIABLE = 'KEYWRIGHT_MACHINE_CACHE';
const MONTH_LENGTH = 'yyyy-mm'.length;

/** Why no machine can be made here; undefined where one can. */
export function whyNoMachine(): string | undefined {
  if (process.platform !== 'linux') return 'it needs Linux';
  if (process.arch !== 'x64') return 'it needs an x86-64 processor';
  if (process.getuid?.() !== 0) return 'it needs root, to make a disk with the rights of its files';
  if (!isDebian()) return 'it needs Debian, whose packages the machine is made of';
  return undefined;
}

/**
 * The folder with the machine's kernel, initrd and disk: a kept one that was made of the same files this month, so that
 * its Chromium is a current one, or one that is made now.
 */
export async function machineFolder(now: Date): Promise<string> {
  const kept = folderOf(now);
  if (existsSync(kept)) return kept;
  const cache = dirname(kept);
  await mkdir(cache, { recursive: true });
  for (const old of await readdir(cache)) await rm(join(cache, old), { recursive: true });
  const made = await mkdtemp(join(cache, 'unfinished-'));
  const { status } = spawnSync(join(GUEST, 'build.sh'), [made], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the machine could not be made');
  await rename(made, kept);
  return kept;
}

/** The one that is kept already; null where it would have to be made. */
export function keptMachine(now: Date): string | null {
  const kept = folderOf(now);
  return existsSync(kept) ? kept : null;
}

function folderOf(now: Date): string {
  const cache = process.env[CACHE_VARIABLE] ?? join(homedir(), '.cache', 'keywright', 'webhid-vm');
  return join(cache, `${now.toISOString().slice(0, MONTH_LENGTH)}-${hashOfGuest()}`);
}

function hashOfGuest(): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(GUEST).sort()) {
    hash.update(name).update(readFileSync(join(GUEST, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

function isDebian(): boolean {
  try {
    return /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}
