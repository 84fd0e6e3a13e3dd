import { z } from 'zod';

const guidSchema = z.guid();

/** A GUID and nothing else gets into a path. @throws TypeError for anything else: that is a mistake of ours. */
export function pathGuid(id: string): string {
  if (!guidSchema.safeParse(id).success) throw new TypeError('an object id must be a GUID');
  return id.toLowerCase();
}

/** An OData string literal: quotes are doubled. */
export function odataLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** A path with its query, values encoded. */
export function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const parts = Object.entries(query).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  );
  return `${path}?${parts.join('&')}`;
}
