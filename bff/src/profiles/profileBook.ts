import { sql } from 'drizzle-orm';
import type { Approvals } from '#bff/approvals/approvals.ts';
import type { AuditLog } from '#bff/audit/auditLog.ts';
import type { AuditEntry } from '#bff/audit/auditRecord.ts';
import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import type { Queries } from '#bff/store/queries.ts';
import { type ProfileState, profiles } from '#bff/store/schema.ts';
import type { Store } from '#bff/store/store.ts';
import type { ApprovalItem } from '#shared/api/approvals.ts';
import type { ProfileEntry, ProfileHistory, ProfileVersion } from '#shared/api/index.ts';
import type { EnrolmentProfile, ProfileContent } from '#shared/enrolment/profile.ts';
import { AppError } from '#shared/failure/appError.ts';
import { failureCodeOf } from '#shared/failure/failureCodeOf.ts';
import type { CurrentProfiles } from './currentProfiles.ts';
import { profileOnWire } from './profileOnWire.ts';
import {
  type ProfileRow,
  readNewest,
  readNewestOf,
  readUse,
  readVersions,
  versionOf,
} from './profileRows.ts';

/** The profiles as they are kept: every change is a version of its own, and none goes away. */
export interface ProfileBook extends CurrentProfiles {
  /** What an enrolment may begin with, the default first. */
  list(): Promise<EnrolmentProfile[]>;
  /** Retired ones too, each with its last change and its use. */
  listAll(): Promise<ProfileEntry[]>;
  /** One with all its versions. @throws AppError `not_found`. */
  show(id: string): Promise<ProfileHistory>;
  /** @throws AppError `profile_name_taken`, `audit_unavailable`; as the other two, those of {@link Approvals.use} where one is needed. */
  create(content: ProfileContent, actor: Actor): Promise<ProfileVersion>;
  /**
   * Writes the next version; a retired profile comes back by it.
   * @param basedOn the version that was changed.
   * @throws AppError `conflict` when there is a newer one, `profile_name_taken`, `not_found`, `audit_unavailable`.
   */
  edit(id: string, basedOn: number, content: ProfileContent, actor: Actor): Promise<ProfileVersion>;
  /** No enrolment begins with it from now on. @throws AppError `conflict`, `not_found`, `audit_unavailable`. */
  retire(id: string, basedOn: number, actor: Actor): Promise<ProfileVersion>;
}

export interface ProfileBookParts {
  readonly store: Store;
  readonly audit: AuditLog;
  readonly approvals: Approvals;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** A random GUID. */
  readonly newId: () => string;
}

/** Any number, the same in every version: it stands for the list of profiles among PostgreSQL's advisory locks. */
const PROFILES_LOCK = 7_418_522_310;

interface Change {
  readonly action: 'createProfile' | 'editProfile' | 'retireProfile';
  /** What an approval has to be for. */
  readonly item: ApprovalItem;
  readonly id: string;
  readonly actor: Actor;
  /** What the next version holds, from the one that is there. */
  next(newest: ProfileRow | undefined): {
    readonly state: ProfileState;
    readonly content: ProfileContent;
  };
}

/** Builds the {@link ProfileBook}. */
export function createProfileBook(parts: ProfileBookParts): ProfileBook {
  const { store, audit, approvals, now, newId } = parts;

  const needsApproval = () => approvals.needs('profiles');

  /** An approval that none was needed for is none of the record. */
  const recordOf = (change: Change, result: string | null = null, version?: number) =>
    recordFor(change, needsApproval(), result, version);

  async function write(queries: Queries, change: Change): Promise<ProfileRow> {
    const { id, actor } = change;
    // Two names that are alike would not collide in any index: one writer at a time.
    await queries.execute(sql`select pg_advisory_xact_lock(${PROFILES_LOCK}::bigint)`);
    await audit.append(queries, recordOf(change));
    if (needsApproval()) await approvals.use(queries, change.item, actor);
    const newest = await readNewestOf(queries, id);
    const { state, content } = change.next(newest);
    if (state === 'current') await checkName(queries, id, content.name);
    const version = (newest?.version ?? 0) + 1;
    const row: ProfileRow = {
      ...{ id, version, state, profile: { ...content, id, version } },
      authorId: actor.id,
      authorName: actor.displayName ?? null,
      createdAt: new Date(now()),
    };
    await queries.insert(profiles).values(row);
    await audit.append(queries, recordOf(change, 'ok', version));
    return row;
  }

  /** Both records of it in the one transaction, for nothing but the database changes; a failed try has its own two. */
  async function apply(change: Change): Promise<ProfileVersion> {
    try {
      return versionOf(await store.transaction((queries) => write(queries, change)));
    } catch (error) {
      const result = failureCodeOf(error);
      await store.transaction((queries) =>
        audit.append(queries, recordOf(change), recordOf(change, result)),
      );
      throw error;
    }
  }

  return {
    current: async (id) => {
      const newest = await store.read((queries) => readNewestOf(queries, id));
      return newest?.state === 'current' ? newest.profile : null;
    },
    async list() {
      const rows = await store.read(readNewest);
      return rows.filter(({ state }) => state === 'current').map(({ profile }) => profile);
    },
    listAll: () =>
      store.read(async (queries) => {
        const useOf = await readUse(queries);
        const rows = await readNewest(queries);
        return rows.map((row) => ({ ...versionOf(row), enrolments: useOf(row.id) }));
      }),
    show: (id) =>
      store.read(async (queries) => {
        const versions = await readVersions(queries, id);
        existing(versions[0]);
        const useOf = await readUse(queries, id);
        return { versions: versions.map(versionOf), enrolments: useOf(id) };
      }),
    create: (content, actor) =>
      apply({
        ...{ action: 'createProfile', id: newId(), actor },
        item: { action: 'createProfile', profile: contentOnWire(content) },
        next: () => ({ state: 'current', content }),
      }),
    edit: (id, basedOn, content, actor) =>
      apply({
        ...{ action: 'editProfile', id, actor },
        item: { action: 'editProfile', profileId: id, basedOn, profile: contentOnWire(content) },
        next(newest) {
          checkVersion(existing(newest), basedOn);
          return { state: 'current', content };
        },
      }),
    retire: (id, basedOn, actor) =>
      apply({
        ...{ action: 'retireProfile', id, actor },
        item: { action: 'retireProfile', profileId: id, basedOn },
        next(newest) {
          const { version, state, profile } = existing(newest);
          checkVersion({ version }, basedOn);
          if (state === 'retired') throw new AppError('conflict', 'it is retired already');
          return { state: 'retired', content: profile };
        },
      }),
  };
}

function existing(newest: ProfileRow | undefined): ProfileRow {
  if (newest === undefined) throw new AppError('not_found', 'no such profile');
  return newest;
}

function checkVersion({ version }: Pick<ProfileRow, 'version'>, basedOn: number): void {
  if (version !== basedOn) throw new AppError('conflict', 'somebody else changed this profile');
}

/** Operators choose by the name: no two that can be chosen have the same. */
async function checkName(queries: Queries, id: string, name: string): Promise<void> {
  const wanted = nameKey(name);
  const rows = await readNewest(queries);
  const isTaken = rows.some(
    (row) => row.id !== id && row.state === 'current' && nameKey(row.profile.name) === wanted,
  );
  if (isTaken) throw new AppError('profile_name_taken', 'another profile has this name');
}

function nameKey(name: string): string {
  return name.trim().toLowerCase();
}

function contentOnWire(content: ProfileContent) {
  const {
    id: _id,
    version: _version,
    ...written
  } = profileOnWire({ ...content, id: '', version: 1 });
  return written;
}

function recordFor(
  { action, id, actor }: Change,
  isApproved: boolean,
  result: string | null,
  version: number | undefined,
): AuditEntry {
  return {
    phase: result === null ? 'intent' : 'outcome',
    action,
    result,
    actorId: actor.id,
    holderId: null,
    enrolmentId: null,
    requestId: actor.requestId,
    authentication: actor.authentication ?? null,
    approvalId: isApproved ? (actor.approvalId ?? null) : null,
    detail: { profileId: id, ...(version === undefined ? {} : { version }) },
  };
}
