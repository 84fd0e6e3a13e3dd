import { enrolOneself } from './enrolOneself.ts';
import type { CrowdOrder, CrowdReport } from './messages.ts';

// Many people, each at a desk of their own: a process by itself, so that their keys' arithmetic is nobody else's time.

const FIRST_SERIAL = 43_000_000;

/** The same crowd each time (Park and Miller). */
function paceOf(index: number): () => number {
  let state = index + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

process.once('message', ({ backendOrigin, people }: CrowdOrder) => {
  const all = people.map(async (person, index) => {
    const pace = paceOf(index);
    // The first numbers of neighbours lie close together.
    for (let turn = 0; turn < 5; turn += 1) pace();
    const somebody = { ...person, backendOrigin, serial: FIRST_SERIAL + index, pace };
    try {
      return await enrolOneself(somebody);
    } catch (error) {
      console.error('somebody was not enrolled:', error);
      return false;
    }
  });
  void Promise.all(all).then((ends) => {
    const report: CrowdReport = { enrolled: ends.filter(Boolean).length };
    process.send?.(report);
    process.disconnect();
  });
});
