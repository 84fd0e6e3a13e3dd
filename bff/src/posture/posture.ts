import { runPosture } from './runPosture.ts';

// `npm run posture`, or `node dist/bff/posture.js`: docs/operations.md. Ends with 0 when all is ok, 1 when something is not, 2
// when something could not be looked at.
process.exitCode = await runPosture({
  options: process.argv.slice(2),
  env: process.env,
  say: (line) => console.log(line),
});
