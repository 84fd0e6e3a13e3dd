import { readFileSync } from 'node:fs';
import { checkAuditLines } from './checkAuditLines.ts';

// `npx tsx e2e/docs/verifyAudit.ts audit.jsonl`: checks the chain of a KEYWRIGHT_AUDIT_FILE (docs/operations.md).
const [, , path] = process.argv;
if (path === undefined) throw new Error('Name the audit file.');
const { words, isWhole } = checkAuditLines(readFileSync(path, 'utf8'));
console.log(words);
process.exitCode = isWhole ? 0 : 1;
