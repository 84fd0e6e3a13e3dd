import { expect, it } from 'vitest';
import { ROUTE_ACCESS } from '#bff/auth/routeAccess.ts';
import { describedApp } from './describedApp.ts';
import { readProjectFile } from './docsFolder.ts';
import { PERMISSIONS_DOC, permissionsText } from './permissionsText.ts';

it('docs/permissions.md says what the code does (else: npm run docs:permissions)', () => {
  const text = permissionsText(describedApp().openAPIRegistry);
  expect(readProjectFile(PERMISSIONS_DOC)).toBe(text);
  for (const operation of Object.keys(ROUTE_ACCESS)) expect(text).toContain(`| ${operation} |`);
});
