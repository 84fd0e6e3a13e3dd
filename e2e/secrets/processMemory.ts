import { type FileHandle, open, readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
import { secretSearch } from './secretForms.ts';

const PAGE_BYTES = 4_096;
const ENTRY_BYTES = 8;
/** In the last byte of an entry. */
const PRESENT_OR_SWAPPED = 0xc0;
const CHUNK_BYTES = 64 << 10;
/** Longer than any spelling of a PIN. */
const OVERLAP_BYTES = 512;

/**
 * Searches all that the pages of a browser have in memory, freed or not, strings and buffers alike: the writable memory of
 * its renderer processes. Linux only; elsewhere nothing can be read and nothing is found.
 * @returns the names of the forms that were found.
 */
export async function findInMemory(browser: Browser, pin: string): Promise<string[]> {
  const found = new Set<string>();
  const search = secretSearch(pin);
  if (process.platform !== 'linux') return [];
  for (const pid of await renderersOf(browser)) {
    for await (const chunk of memoryOf(pid)) {
      for (const form of search(chunk.toString('latin1'))) found.add(form);
    }
  }
  return [...found];
}

async function renderersOf(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

async function* memoryOf(pid: number): AsyncGenerator<Buffer> {
  const maps = await readFile(`/proc/${pid}/maps`, 'latin1').catch(ended);
  if (maps === null) return;
  const [memory, pages] = [await open(`/proc/${pid}/mem`), await open(`/proc/${pid}/pagemap`)];
  try {
    for (const [, from = '', to = ''] of maps.matchAll(/^([0-9a-f]+)-([0-9a-f]+) rw/gm)) {
      const [start, end] = [Number.parseInt(from, 16), Number.parseInt(to, 16)];
      for (let at = start; at < end; at += CHUNK_BYTES) {
        const length = Math.min(CHUNK_BYTES, end - at);
        if (!(await isUsed(pages, at, length))) continue;
        const chunk = Buffer.alloc(Math.min(length + OVERLAP_BYTES, end - at));
        // Given back since.
        const read = await memory.read(chunk, 0, chunk.length, at).catch(() => null);
        if (read !== null) yield chunk.subarray(0, read.bytesRead);
      }
    }
  } finally {
    await Promise.all([memory.close(), pages.close()]);
  }
}

/** A browser keeps a process in reserve and may end it at any time. */
function ended(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT' || error.code === 'ESRCH') return null;
  throw error;
}

/** Whether any page of it was ever written to: most of what is reserved was not. @see proc_pid_pagemap(5) */
async function isUsed(pages: FileHandle, from: number, length: number): Promise<boolean> {
  const entries = Buffer.alloc((length / PAGE_BYTES) * ENTRY_BYTES);
  await pages.read(entries, 0, entries.length, (from / PAGE_BYTES) * ENTRY_BYTES);
  for (let at = ENTRY_BYTES - 1; at < entries.length; at += ENTRY_BYTES) {
    if (((entries[at] ?? 0) & PRESENT_OR_SWAPPED) !== 0) return true;
  }
  return false;
}
