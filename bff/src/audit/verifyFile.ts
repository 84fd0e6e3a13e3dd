import { createReadStream } from 'node:fs';
import {
  createLineVerifier,
  type LineBreak,
  type LineVerifier,
  type LineVerifierParts,
  splitLines,
} from './lineVerifier.ts';

/** What came of checking a file. */
export interface FileReport {
  readonly broken: LineBreak | null;
  readonly verifier: LineVerifier;
}

/** Checks a file of any size, line by line. Rejects when it cannot be read. */
export async function verifyFile(path: string, parts: LineVerifierParts): Promise<FileReport> {
  const verifier = createLineVerifier(parts);
  let rest = '';
  const chunks: AsyncIterable<string> = createReadStream(path, { encoding: 'utf8' });
  for await (const chunk of chunks) {
    const split = splitLines(rest + chunk);
    rest = split.rest;
    for (const line of split.lines) {
      const broken = verifier.take(line);
      if (broken !== null) return { broken, verifier };
    }
  }
  return { broken: verifier.finish(rest), verifier };
}
