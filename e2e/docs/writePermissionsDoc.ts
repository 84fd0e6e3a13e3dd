import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#e2e/harness/dist.ts';
import { describedApp } from './describedApp.ts';
import { PERMISSIONS_DOC, permissionsText } from './permissionsText.ts';

// `npm run docs:permissions`: writes the page from the routes and the rules of the guard.
writeFileSync(join(ROOT, PERMISSIONS_DOC), permissionsText(describedApp().openAPIRegistry));
