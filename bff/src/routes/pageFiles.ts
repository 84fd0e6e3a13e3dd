import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Types of what a build of the page can hold; a file of another kind is not served. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};
const ALREADY_SMALL: readonly string[] = ['.png', '.ico', '.woff2'];

/** One file of the page, in memory. */
export interface PageFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer> | null;
  readonly etag: string;
}

function readPageFile(path: string, type: string): PageFile {
  const bytes = new Uint8Array(readFileSync(path));
  const hash = createHash('sha256').update(bytes).digest('base64url');
  const gzip = ALREADY_SMALL.includes(extname(path)) ? null : new Uint8Array(gzipSync(bytes));
  return { type, bytes, gzip, etag: `"${hash}"` };
}

/**
 * Reads the built page into memory, by URL path. Only paths in this map are ever served, so no path can lead out of
 * the folder.
 */
export function loadPageFiles(folder: string): ReadonlyMap<string, PageFile> {
  const files = new Map<string, PageFile>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const type = TYPES[extname(entry.name)];
    if (!entry.isFile() || type === undefined) continue;
    files.set(`/${relative(folder, path).split(sep).join('/')}`, readPageFile(path, type));
  }
  return files;
}
