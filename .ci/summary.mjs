// Adds up what the test runners reported and prints the closing line. A suite that left no report counts as one failure.
import { readFileSync } from 'node:fs';

const failedBefore = process.argv[2] !== '0';
let passed = 0;
let failed = 0;

function readText(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function read(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    console.error(`no report: ${path}`);
    failed += 1;
    return null;
  }
}

const unit = read('e2e/results/unit.json');
if (unit !== null) {
  passed += unit.numPassedTests;
  failed += unit.numFailedTests + (unit.success ? 0 : unit.numFailedTests === 0 ? 1 : 0);
}
for (const path of ['e2e/results/journeys.json', 'e2e/results/webhid.json']) {
  const walked = read(path);
  // The machine of test:webhid is passed over where it cannot be made.
  if (walked === null || walked.passedOver !== undefined) continue;
  passed += walked.stats.expected + walked.stats.flaky;
  failed += walked.stats.unexpected + walked.errors.length;
}

// The fault injection tells what it lost in its last line, and each of its layers in a line of its own.
const faults = readText('e2e/results/faults.txt').trimEnd().split('\n');
const lost = /^lost (\d+)$/.exec(faults.at(-1) ?? '')?.[1];
if (lost === undefined) failed += 1;
else {
  failed += Number(lost);
  passed += faults.filter((line) => /^L\d .*: \d+ /.test(line)).length;
}
if (failedBefore && failed === 0) failed = 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
