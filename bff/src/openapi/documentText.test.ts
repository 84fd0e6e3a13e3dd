import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROUTE_ACCESS } from '#bff/auth/routeAccess.ts';
import { documentText } from './documentText.ts';

interface Operation {
  readonly operationId: string;
  readonly security: readonly unknown[];
  readonly 'x-access': unknown;
  readonly responses: Readonly<Record<string, unknown>>;
}

describe('the OpenAPI document', () => {
  const checkedIn = readFileSync(new URL('../../openapi.json', import.meta.url), 'utf8');

  it('is the one that is checked in; `npm run openapi` writes it', () => {
    expect(checkedIn).toBe(documentText());
  });

  it('says of every operation who may call it, and how it refuses', () => {
    const document = JSON.parse(checkedIn) as { paths: Record<string, Record<string, Operation>> };
    const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      Object.keys(ROUTE_ACCESS).sort(),
    );
    for (const operation of operations) {
      const isPublic = operation['x-access'] === 'public';
      expect(operation.security).toHaveLength(isPublic ? 0 : 1);
      expect(operation.responses).toHaveProperty('default');
    }
    expect(operations.filter((operation) => operation['x-access'] === 'public')).toHaveLength(1);
  });
});
