import { runVerify } from './runVerify.ts';

// `npm run audit:verify`, or `node dist/bff/auditVerify.js`: docs/operations.md. Ends with 0 when everything holds, 1 at a
// break, 2 when it could not be checked.
process.exitCode = await runVerify({
  options: process.argv.slice(2),
  env: process.env,
  say: (line) => console.log(line),
});
