import { readFile } from 'node:fs/promises';
import { type Stack, startStack } from '#e2e/harness/stack.ts';
import { frontlinePerson } from '#e2e/tenant/directory/seedPeople.ts';
import type { Batch, BatchPerson, CreateBatch, NextOfBatch } from '#shared/api/index.ts';
import type { HttpClient } from '#web/adapters/http/httpClient.ts';
import { createBatchStation, type KeyDone } from './batch/batchStation.ts';
import { openPage, type Page } from './batch/openPage.ts';
import { armTrouble, CALLS_PER_KEY, countPending } from './batch/tenantTrouble.ts';
import { percentile, type Row, row } from './row.ts';

const PEOPLE = 1_000;
const STATIONS = 8;
const PEOPLE_PER_CALL = 200;
const MOST_MIB = 256;
const TOKEN_SECONDS = 6 * 3_600;
const FIRST_SERIAL = 40_000_000;

/**
 * A whole batch against a real backend process and a tenant with trouble: 2 % of the calls throttled, 0.2 % refused, 0.1 %
 * carried out with their answer lost, and the backend killed and started again half-way.
 */
export async function batchRows(people = PEOPLE): Promise<Row[]> {
  const stack = await startStack({
    ...{ rack: null, drawer: false },
    tenant: { largeGroupSize: people, userTokenSeconds: TOKEN_SECONDS },
  });
  try {
    return await runBatch(stack, people);
  } finally {
    await stack.close();
  }
}

async function runBatch(stack: Stack, people: number): Promise<Row[]> {
  const page = await openPage(stack);
  const users = Array.from({ length: people }, (_, index) => frontlinePerson(index));
  const { id } = await makeBatch(page.client, users);
  const armed = await armTrouble(stack.tenant, people * CALLS_PER_KEY);
  const startedAt = performance.now();
  const { ended, peakBeforeKiB } = await enrolAll(stack, page, id, people);
  const minutes = (performance.now() - startedAt) / 60_000;
  const peakKiB = Math.max(peakBeforeKiB, await peakMemoryKiB(stack));
  const met = armed - (await countPending(stack.tenant));
  const outcome = await judge(stack, page.client, id, users);
  const times = ended.filter(({ isDone }) => isDone).map(({ ms }) => ms);
  const what = `Batch of ${people} with trouble`;
  return [
    // Without it the other figures would say nothing.
    row(`${what}: calls to Graph that met it`, met, '', Math.trunc(armed * 0.9), 'higher'),
    row(`${what}: people without their key`, outcome.lost, '', 0),
    row(`${what}: people or keys twice`, outcome.twice, '', 0),
    row(`${what}: given up`, outcome.givenUp, '', 0),
    row(`${what}: keys a minute at ${STATIONS} stations`, times.length / minutes, ''),
    row(`${what}: one key, p95`, percentile(times, 0.95), 'ms'),
    ...(Number.isNaN(peakKiB)
      ? []
      : [row(`${what}: most memory of the backend`, peakKiB / 1024, 'MiB', MOST_MIB)]),
  ];
}

/** A running batch of these people. */
export async function makeBatch(
  client: HttpClient,
  users: readonly { id: string }[],
): Promise<Batch> {
  const wanted: CreateBatch = {
    name: 'Frontline',
    profileId: 'new-colleague',
    assignment: 'next',
    resetsConfirmed: true,
  };
  const batch = await client.post<Batch>('/api/batches', wanted);
  for (let from = 0; from < users.length; from += PEOPLE_PER_CALL) {
    const part = users.slice(from, from + PEOPLE_PER_CALL);
    const people = part.map(({ id }) => ({ userId: id, serial: null }));
    await client.post(`/api/batches/${batch.id}/people`, { people });
  }
  return client.post(`/api/batches/${batch.id}/state`, { to: 'running' });
}

async function enrolAll(stack: Stack, { client, backend }: Page, id: string, people: number) {
  let serial = FIRST_SERIAL;
  const ended: KeyDone[] = [];
  let peakBeforeKiB = Number.NaN;
  let restart: Promise<void> | undefined;
  const killBackend = async () => {
    peakBeforeKiB = await peakMemoryKiB(stack);
    await stack.restartBackend('kill');
  };
  const work = async () => {
    const station = createBatchStation({
      backend,
      next: (key) => client.post<NextOfBatch>(`/api/batches/${id}/next`, { key }),
      newSerial: () => {
        serial += 1;
        return serial;
      },
    });
    for (;;) {
      const one = await station.enrolNext();
      if (one === null) break;
      ended.push(one);
      if (ended.length >= people / 2) restart ??= killBackend();
    }
    station.close();
  };
  await Promise.all(Array.from({ length: STATIONS }, work));
  await restart;
  return { ended, peakBeforeKiB };
}

/** The most that the backend's process ever had resident; where the system does not tell, NaN. */
async function peakMemoryKiB({ backend }: Stack): Promise<number> {
  const status = await readFile(`/proc/${backend.pid}/status`, 'utf8').catch(() => '');
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN);
}

/** Looks at the tenant and at the list, not at what anybody was told. */
async function judge(
  stack: Stack,
  client: HttpClient,
  id: string,
  users: readonly { id: string; userPrincipalName: string }[],
) {
  const listed: BatchPerson[] = [];
  for (let after: number | null = 0; after !== null; ) {
    const part: { people: BatchPerson[]; next: number | null } = await client.get(
      `/api/batches/${id}/people?after=${after}`,
    );
    listed.push(...part.people);
    after = part.next;
  }
  let lost = users.length - listed.length;
  let twice = 0;
  for (const { holder, state, methodId } of listed) {
    const passkeys = await stack.tenant.passkeysOf(holder.userPrincipalName);
    const hasTheirs = passkeys.some((passkey) => passkey.id === methodId);
    if (state === 'done' && !hasTheirs) lost += 1;
    if (passkeys.length > 1) twice += 1;
  }
  const serials = listed.flatMap(({ key }) => key?.identity.serial ?? []);
  twice += serials.length - new Set(serials).size;
  return { lost, twice, givenUp: listed.filter(({ state }) => state !== 'done').length };
}
