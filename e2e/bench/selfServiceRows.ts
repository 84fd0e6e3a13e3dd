import { setTimeout as rest } from 'node:timers/promises';
import { startStack } from '#e2e/harness/stack.ts';
import { frontlinePerson } from '#e2e/tenant/directory/seedPeople.ts';
import { AppError } from '#shared/failure/appError.ts';
import { createHttpInvitations } from '#web/adapters/http/httpInvitations.ts';
import { openPage, type Page } from './batch/openPage.ts';
import { percentile, type Row, row } from './row.ts';
import { letThemEnrol } from './selfService/crowd.ts';
import { requestTimes } from './selfService/requestTimes.ts';

const PEOPLE = 200;
const GRAPH_MS = 150;
const TOKEN_SECONDS = 6 * 3_600;
const MOST = { beyondGraphMs: 150, slower: 1.1 } as const;
/** How long an administrator works alone, to compare with. */
const ALONE_MS = 60_000;
const EVERY_MS = 200;
const DAY_MS = 24 * 3_600_000;
const AT_ONCE = 4;

/**
 * Two hundred people enrol themselves at once, each with a software key and at a person's pace, while an administrator looks
 * things up. Every call to Graph takes 150 ms.
 */
export async function selfServiceRows(count = PEOPLE): Promise<Row[]> {
  const stack = await startStack({
    ...{ rack: null, drawer: false },
    tenant: { largeGroupSize: count, latencyMs: GRAPH_MS, userTokenSeconds: TOKEN_SECONDS },
    backend: { KEYWRIGHT_OWN_SIGN_IN_MINUTES: '60' },
  });
  try {
    const users = Array.from({ length: count }, (_, index) => frontlinePerson(index));
    const admin = await openPage(stack);
    await inviteAll(admin, users);
    const people = await Promise.all(
      users.map(async ({ id: userId, userPrincipalName: person }) => {
        const { token } = await stack.tenant.post<{ token: string }>('/tokens', { person });
        return { userId, token };
      }),
    );
    const alone = await workUntil(admin, users, rest(ALONE_MS));
    const before = stack.backend.output().length;
    const startedAt = performance.now();
    const crowd = letThemEnrol({ backendOrigin: stack.backendOrigin, people });
    const meanwhile = await workUntil(admin, users, crowd);
    const { enrolled } = await crowd;
    const minutes = (performance.now() - startedAt) / 60_000;
    const ids = new Set(people.map(({ userId }) => userId));
    const own = requestTimes(stack.backend.output().slice(before)).filter(({ callerId }) =>
      ids.has(callerId),
    );
    const beyond = own.map(({ ms, graphMs }) => ms - graphMs);
    const what = `${count} people enrol themselves at once, Graph at ${GRAPH_MS} ms`;
    return [
      row(`${what}: enrolled`, enrolled, '', count, 'higher'),
      row(
        `${what}: backend time of a request beyond Graph's, p95`,
        percentile(beyond, 0.95),
        'ms',
        MOST.beyondGraphMs,
      ),
      row(
        `${what}: p95 of an administrator, times that without them`,
        percentile(meanwhile, 0.95) / percentile(alone, 0.95),
        '×',
        MOST.slower,
      ),
      row(`${what}: until the last one has a key`, minutes, 'min'),
    ];
  } finally {
    await stack.close();
  }
}

async function inviteAll({ http }: Page, users: readonly { readonly id: string }[]): Promise<void> {
  const invitations = createHttpInvitations(http);
  const waiting = [...users];
  const work = async () => {
    for (let user = waiting.shift(); user !== undefined; user = waiting.shift()) {
      const wanted = {
        ...{ userId: user.id, profileId: 'holder-present', profileVersion: 1 },
        ...{ expectedSerial: null, expectedAaguid: null, message: null },
        expiresAt: new Date(Date.now() + DAY_MS).toISOString(),
        ...{ pass: {}, replacePass: false },
      };
      for (;;) {
        try {
          await invitations.invite(wanted);
          break;
        } catch (error) {
          if (!(error instanceof AppError) || error.code !== 'graph_throttled') throw error;
          await rest(1_000);
        }
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** An administrator looks one thing up after the other. @returns how long each took, in milliseconds. */
async function workUntil(
  { backend }: Page,
  users: readonly { readonly id: string }[],
  end: Promise<unknown>,
): Promise<number[]> {
  let isOver = false;
  const stop = () => {
    isOver = true;
  };
  end.then(stop, stop);
  const looks = [
    (turn: number) => backend.person(users[turn % users.length]?.id ?? ''),
    () => backend.searchPeople('frontline'),
    () => backend.openEnrolments(),
    () => backend.allProfiles(),
  ];
  const times: number[] = [];
  for (let turn = 0; !isOver; turn += 1) {
    const startedAt = performance.now();
    await looks[turn % looks.length]?.(turn);
    times.push(performance.now() - startedAt);
    await rest(EVERY_MS);
  }
  return times;
}
