import type { CDPSession, Page } from '@playwright/test';

/** What lies in a page's JavaScript memory, as texts to search in. */
export interface HeapText {
  /** Every string that is alive. */
  readonly strings: string;
  /** The numbers in each object and array that has some, a line each. */
  readonly numbers: string;
}

/**
 * Collects garbage, then reads the memory of a page through the browser's debugger. What is in buffers it does not tell
 * (see `processMemory.ts`).
 */
export async function readHeap(page: Page): Promise<HeapText> {
  const session = await page.context().newCDPSession(page);
  try {
    return { strings: await readStrings(session), numbers: await readNumbers(session) };
  } finally {
    await session.detach();
  }
}

async function readStrings(session: CDPSession): Promise<string> {
  const chunks: string[] = [];
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk));
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { captureNumericValue: true });
  const { strings }: { strings: string[] } = JSON.parse(chunks.join(''));
  return strings.join('\n');
}

async function readNumbers(session: CDPSession): Promise<string> {
  const { result: all } = await session.send('Runtime.evaluate', {
    expression: 'Object.prototype',
  });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: all.objectId ?? '',
  });
  const { result } = await session.send('Runtime.callFunctionOn', {
    objectId: objects.objectId ?? '',
    returnByValue: true,
    functionDeclaration: NUMBERS_TEXT,
  });
  return String(result.value);
}

/** Runs in the page, and is a text: the tests' own tools must leave nothing of theirs there. */
const NUMBERS_TEXT = `function () {
  return this.map((found) =>
    Object.values(Object.getOwnPropertyDescriptors(found))
      .map(({ value }) => value)
      .filter((value) => typeof value === 'number')
      .join(','),
  ).filter((line) => line !== '').join('\\n');
}`;
