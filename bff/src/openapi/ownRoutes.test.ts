import { describe, expect, it } from 'vitest';
import { documentText } from './documentText.ts';

interface Operation {
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: unknown;
}

const { paths }: { paths: Record<string, Record<string, Operation>> } = JSON.parse(documentText());
const own = Object.entries(paths)
  .filter(([path]) => /^\/api\/(?:me|self)(?:\/|$)/.test(path))
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method} ${path}`,
      operation,
    })),
  );

/** The members of a body, however deep. */
function membersOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([name, inner]) => [
    ...(name === 'properties' ? Object.keys(inner) : []),
    ...membersOf(inner),
  ]);
}

describe('the routes about oneself', () => {
  it.each(own)('take nobody’s id, and so nobody else’s: $name', ({ operation }) => {
    const names = [
      ...(operation.parameters ?? []).map(({ name }) => name),
      ...membersOf(operation.requestBody),
    ];
    expect(names.filter((name) => /user|holder|person|upn|tenant|mail/i.test(name))).toEqual([]);
  });

  it('are the invitation, the enrolment and the keys', () => {
    expect(own.length).toBeGreaterThan(20);
    expect(own.some(({ name }) => name === 'post /api/me/enrolments')).toBe(true);
  });
});
