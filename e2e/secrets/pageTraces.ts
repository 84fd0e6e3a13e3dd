import type { BrowserContext, Page } from '@playwright/test';
import { type PageRecord, recordPage } from '#e2e/specs/recordPage.ts';
import { readHeap } from './heapText.ts';
import { secretSearch } from './secretForms.ts';

/** The places of a page in which something could be left. */
export type TracePlace =
  | 'heap'
  | 'numbers'
  | 'document'
  | 'storage'
  | 'databases'
  | 'caches'
  | 'cookies'
  | 'traffic and console';

/** What a page held at one moment, place by place. */
export type PageTraces = Readonly<Record<TracePlace, string>>;

/** Reads a page again and again. */
export interface TraceReader {
  read(): Promise<PageTraces>;
}

/** Begins to write down the traffic of a page; the rest is read when asked for. */
export function traceReader(page: Page): TraceReader {
  const record = recordPage(page);
  return { read: () => readTraces(page, page.context(), record) };
}

/** @returns `place: form` for each find, never the secret itself. */
export function findInTraces(traces: Partial<PageTraces>, pin: string): string[] {
  const search = secretSearch(pin);
  return Object.entries(traces).flatMap(([place, text]) =>
    search(text).map((form) => `${place}: ${form}`),
  );
}

async function readTraces(
  page: Page,
  context: BrowserContext,
  record: PageRecord,
): Promise<PageTraces> {
  // First: reading the rest makes strings in the page.
  const { strings, numbers } = await readHeap(page);
  return {
    heap: strings,
    numbers,
    document: await page.evaluate(readDocument),
    storage: await page.evaluate(readStorage),
    databases: await page.evaluate(readDatabases),
    caches: await page.evaluate(readCaches),
    cookies: JSON.stringify(await context.cookies()),
    'traffic and console': await record.everything(),
  };
}

/** The markup, what is typed into fields, the address and its history. */
function readDocument(): string {
  const fields = [...document.querySelectorAll('input, textarea, select')];
  const typed = fields.map((field) => ('value' in field ? String(field.value) : ''));
  const place = JSON.stringify([location.href, history.state, document.title, window.name]);
  return [document.documentElement.outerHTML, document.body.innerText, ...typed, place].join('\n');
}

function readStorage(): string {
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }]);
}

/** Every record of every store, with its key. */
async function readDatabases(): Promise<string> {
  const done = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const found: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const records = database.transaction(store).objectStore(store);
      found.push(name, store, await done(records.getAllKeys()), await done(records.getAll()));
    }
    database.close();
  }
  return JSON.stringify(found);
}

async function readCaches(): Promise<string> {
  const found: string[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const kept = await cache.match(request);
      found.push(name, request.url, (await kept?.text()) ?? '');
    }
  }
  return found.join('\n');
}
