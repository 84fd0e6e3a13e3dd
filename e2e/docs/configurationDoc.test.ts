import { describe, expect, it } from 'vitest';
import { SETTINGS } from '#bff/config/settings.ts';
import { readProjectFile } from './docsFolder.ts';
import { CONFIGURATION_DOC, settingsTable, withSettingsTable } from './settingsTable.ts';

/** Read by the build and by the setup script, not by the backend. */
const READ_ELSEWHERE: readonly string[] = ['API_ORIGIN', 'SETUP_PAUSE'];

describe('docs/configuration.md', () => {
  it('has the settings that the backend reads (else: npx tsx e2e/docs/writeConfigurationDoc.ts)', () => {
    const document = readProjectFile(CONFIGURATION_DOC);
    expect(withSettingsTable(document)).toBe(document);
  });

  it.each([
    'README.md',
    'docs/configuration.md',
    'docs/entra-setup.md',
    'docs/operations.md',
    'docs/entra-setup.sh',
    'docs/entra-setup.ps1',
  ])('%s names no setting that does not exist', (file) => {
    const named = readProjectFile(file).matchAll(/KEYWRIGHT_([A-Z_]+)/g);
    const unknown = [...named]
      .map(([, name]) => name ?? '')
      .filter((name) => !(name in SETTINGS) && !READ_ELSEWHERE.includes(name));
    expect(unknown).toEqual([]);
  });
});

describe('the table of settings', () => {
  it('marks what is required and what is secret, and keeps cells apart', () => {
    const schema = SETTINGS.TENANT_ID.schema;
    const table = settingsTable({
      ONE: { meaning: 'a | b', expects: 'a text', required: true, secret: true, schema },
      TWO: { meaning: 'c', expects: 'a text', default: 'x', schema },
    });
    expect(table.split('\n').slice(2)).toEqual([
      '| `KEYWRIGHT_ONE` | a \\| b Secret. | a text | **required** |',
      '| `KEYWRIGHT_TWO` | c | a text | `x` |',
    ]);
  });
});
