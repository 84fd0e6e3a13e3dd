/** A route's path, ready to be tried. */
export interface PathPattern {
  match(path: string): ReadonlyMap<string, string> | undefined;
}

function segmentSource(segment: string, names: string[]): string {
  return segment
    .split(/(\{\w+\})/)
    .map((piece) => {
      const name = /^\{(\w+)\}$/.exec(piece)?.[1];
      if (name === undefined) return piece.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
      names.push(name);
      return '([^/]+?)';
    })
    .join('');
}

/**
 * Compiles `users/{user}/…`. Graph compares segments without regard to case and also takes
 * `collection('key')` for `collection/key`.
 */
export function pathPattern(path: string): PathPattern {
  const names: string[] = [];
  const source = path
    .split('/')
    .map((segment) => segmentSource(segment, names))
    .join('/');
  const expression = new RegExp(`^${source}$`, 'i');
  return {
    match(tried) {
      const groups = expression.exec(tried)?.slice(1);
      if (!groups) return undefined;
      return new Map(names.map((name, index) => [name, decodeURIComponent(groups[index] ?? '')]));
    },
  };
}

/** Brings a raw path below the version to the form patterns are tried on. */
export function normalisePath(raw: string): string {
  return raw
    .replace(/^\/+|\/+$/g, '')
    .split('/')
    .map((segment) =>
      segment
        .replaceAll('%27', "'")
        .replaceAll('%24', '$')
        .replace(/^(\w+)\('([^']*)'\)$/, '$1/$2'),
    )
    .join('/');
}
