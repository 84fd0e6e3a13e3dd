import { randomUUID } from 'node:crypto';
import type { EnrolmentParts } from '#bff/enrolment/enrolmentParts.ts';
import { ACTOR, createTestBench, type TestBench } from '#bff/enrolment/testBench.ts';
import { directoryFor } from '#bff/graph/directory.ts';
import { createLeases } from '#bff/jobs/leases.ts';
import { createSweeper } from '#bff/jobs/sweeper.ts';
import { createProfileBook } from '#bff/profiles/profileBook.ts';
import type { ApprovalKind } from '#shared/api/approvals.ts';
import type { GuidedEnrolment } from '#shared/api/index.ts';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { createDirectoryWatch, type DirectoryWatch } from './directoryWatch.ts';
import { createGuidedService, type GuidedCaller, type GuidedService } from './guidedService.ts';

export const PROFILE = 'keep-pin';
export const MODEL = '2fc0579f-8113-47ea-b116-bb5a8db9202a';
export const OTHER_MODEL = 'cb69481e-8ff7-4039-93ec-0a2729a154a8';
export const MINUTE_MS = 60_000;
export const AS_OPERATOR = { as: 'operator', actor: ACTOR } as const;

/** A bench with two backends that watch the directory over the same database. */
export interface GuidedBench {
  readonly bench: TestBench;
  readonly guided: GuidedService;
  readonly watch: DirectoryWatch;
  /** That of the other backend. */
  readonly other: DirectoryWatch;
  watchOver(parts: EnrolmentParts): DirectoryWatch;
  sweep(): Promise<unknown>;
  /** A profile for this way, with some of it changed. */
  profileWith(change: Partial<ProfileContent>): Promise<string>;
  start(userId?: string, profileId?: string, caller?: GuidedCaller): Promise<GuidedEnrolment>;
  show(begun: Pick<GuidedEnrolment, 'id'>): Promise<GuidedEnrolment>;
  /** How often the directory was asked for somebody's passkeys. */
  looks(): number;
  /** The next look at the directory, by whichever backend. */
  look(by?: DirectoryWatch): Promise<void>;
  auditOf(id: string): Promise<string[]>;
  inventoryOf(id: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export async function createGuidedBench(
  approvals: readonly ApprovalKind[] = [],
): Promise<GuidedBench> {
  const bench = await createTestBench({ removalCaps: { perMinute: 10, perDay: 2 } }, { approvals });
  const second = await bench.database.reopen();
  const guided = createGuidedService(bench.parts);
  const leasesOf = ({ now }: EnrolmentParts) => createLeases({ holder: randomUUID(), now });
  const watchOver = (parts: EnrolmentParts) => {
    const directory = directoryFor(parts.directory, { class: 'bulk' });
    return createDirectoryWatch({ parts: { ...parts, directory }, leases: leasesOf(parts) });
  };
  const watch = watchOver(bench.parts);
  let profiles = 0;
  return {
    bench,
    guided,
    watch,
    other: watchOver({ ...bench.parts, store: second }),
    watchOver,
    sweep() {
      const { parts } = bench;
      return createSweeper({ parts, leases: leasesOf(parts), idleMs: 2 * MINUTE_MS }).sweep();
    },
    async profileWith(change) {
      const book = createProfileBook(bench.parts);
      const base = await book.current(PROFILE);
      if (base === null) throw new TypeError('there is no such profile');
      const { id: _id, version: _version, ...content } = base;
      profiles += 1;
      const made = await book.create({ ...content, name: `Guided ${profiles}`, ...change }, ACTOR);
      return made.profile.id;
    },
    start: (userId = bench.newHolder(), profileId = PROFILE, caller = AS_OPERATOR) =>
      guided.start({ userId, profileId }, caller),
    show: ({ id }) => guided.show(id, AS_OPERATOR),
    looks: () => bench.directory.calls.filter((call) => call === 'listPasskeys').length,
    async look(by = watch) {
      bench.clock.now += 5_000;
      await by.look();
    },
    async auditOf(id) {
      const rows = await bench.database.sql(
        `select action || '.' || phase || coalesce('.' || result, '') as said from audit where enrolment_id = $1 order by seq`,
        [id],
      );
      return rows.map(({ said }) => String(said));
    },
    inventoryOf: (id) =>
      bench.database.sql('select * from inventory where enrolment_id = $1', [id]),
    async close() {
      await second.close();
      await bench.close();
    },
  };
}
