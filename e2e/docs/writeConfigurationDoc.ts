import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '#e2e/harness/dist.ts';
import { readProjectFile } from './docsFolder.ts';
import { CONFIGURATION_DOC, withSettingsTable } from './settingsTable.ts';

// `npx tsx e2e/docs/writeConfigurationDoc.ts`: brings the table of settings up to date.
writeFileSync(join(ROOT, CONFIGURATION_DOC), withSettingsTable(readProjectFile(CONFIGURATION_DOC)));
