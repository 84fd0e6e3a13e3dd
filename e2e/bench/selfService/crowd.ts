import { fork } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '#e2e/harness/dist.ts';
import type { CrowdOrder, CrowdReport } from './messages.ts';

/** Lets a crowd enrol themselves, in a process of its own. @throws when it ends before it is done. */
export async function letThemEnrol(order: CrowdOrder): Promise<CrowdReport> {
  const child = fork(join(ROOT, 'e2e/bench/selfService/crowdProcess.ts'), [], {
    execArgv: ['--import', 'tsx'],
  });
  // They stand for two hundred other machines: what they compute is to cost this one as little as can be.
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return new Promise((resolve, reject) => {
    child.once('message', (report: CrowdReport) => resolve(report));
    child.once('exit', (code) => reject(new Error(`the crowd ended with ${code}`)));
    child.send(order);
  });
}
