import { appendFile, mkdir, readFile, rename, rm, symlink, truncate } from 'node:fs/promises';
import { createFileSink } from '#bff/audit/fileSink.ts';
import { type AuditPlace, type Hanging, hang, type SinkFault, SLOW_MS } from './auditPlace.ts';
import type { VirtualClock } from './virtualClock.ts';

const GARBAGE = 'not a line of ours\n';

/** A file as the second place; what is wrong with it is wrong on the disk, but for a disk that is slow or hangs. */
export function createFilePlace(path: string, clock: Pick<VirtualClock, 'jump'>): AuditPlace {
  const aside = `${path}.aside`;
  let broken: SinkFault | null = null;
  let hanging: Hanging | null = null;
  let garbage = 0;
  const underWay = new Set<Promise<void>>();

  /** Something else lies where the file is looked for. */
  async function swapIn(put: () => Promise<unknown>): Promise<void> {
    await rename(path, aside).catch(() => undefined);
    await put();
  }

  return {
    name: 'file',
    openSink() {
      const sink = createFileSink(path);
      return {
        ...sink,
        async append(lines, signal) {
          if (broken === 'slow') clock.jump(SLOW_MS);
          await hanging?.over;
          const appending = sink.append(lines, signal);
          underWay.add(appending);
          // By the machine's own clock it may be called off while it writes.
          await appending.finally(() => underWay.delete(appending));
        },
      };
    },
    async break(fault) {
      await this.mend();
      broken = fault;
      if (fault === 'full') await swapIn(() => symlink('/dev/full', path));
      if (fault === 'refuses') await swapIn(() => mkdir(path));
      if (fault === 'hangs') hanging = hang();
      if (fault === 'corrupt') {
        garbage = (await readFile(path).catch(() => Buffer.alloc(0))).length;
        await appendFile(path, GARBAGE);
      }
    },
    async mend() {
      const was = broken;
      broken = null;
      hanging?.end();
      hanging = null;
      if (was === 'full' || was === 'refuses') {
        await rm(path, { recursive: true, force: true });
        await rename(aside, path).catch(() => undefined);
      }
      if (was === 'corrupt') await truncate(path, garbage);
    },
    async settled() {
      await Promise.allSettled(underWay);
    },
    read: () =>
      readFile(broken === 'full' || broken === 'refuses' ? aside : path, 'utf8').catch(() => ''),
  };
}
