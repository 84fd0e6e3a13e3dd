import { randomBytes } from 'node:crypto';
import { yubikey5 } from '#e2e/authenticator/profiles/yubikey5.ts';
import { realClock } from '#e2e/authenticator/realClock.ts';
import { createSoftwareKey } from '#e2e/authenticator/softwareKey.ts';
import { startStack } from '#e2e/harness/stack.ts';
import { frontlinePerson } from '#e2e/tenant/directory/seedPeople.ts';
import { DEMO_IDS } from '#e2e/tenant/options.ts';
import { enrolAtPort, timeOf } from './batch/enrolAtPort.ts';
import { openPage } from './batch/openPage.ts';
import { makeBatch } from './batchRows.ts';
import { percentile, type Row, row } from './row.ts';
import { enrolStraight, type StraightGraph } from './straightLine.ts';

const KEYS = 12;
const GRAPH_MS = 150;
const FIRST_SERIAL = 42_000_000;
const MOST = 1.5;
const SECRET = 'only for the bench';

/**
 * The machine's time for one key in a batch, one after another, beside a straight line of the same calls to key and Graph: in
 * turns, so that whatever else the machine does hits both. The medians are compared.
 */
export async function straightLineRow(): Promise<Row> {
  const stack = await startStack({
    ...{ rack: null, drawer: false },
    tenant: {
      largeGroupSize: 2 * KEYS + 2,
      latencyMs: GRAPH_MS,
      allowClientSecret: true,
      backend: { secret: SECRET },
    },
  });
  try {
    const page = await openPage(stack);
    const graph = { origin: stack.tenantOrigin, token: await appToken(stack.tenantOrigin) };
    const users = Array.from({ length: 2 * KEYS + 2 }, (_, index) => frontlinePerson(index));
    const [inBatch, straight] = [users.slice(0, KEYS + 1), users.slice(KEYS + 1)];
    const { id } = await makeBatch(page.client, inBatch);
    let serial = FIRST_SERIAL;
    const newSerial = () => {
      serial += 1;
      return serial;
    };
    const ours: number[] = [];
    const theirs: number[] = [];
    for (const user of straight) {
      ours.push(await timeOf(() => enrolAtPort(page, id, newSerial, 1)));
      theirs.push(await timeOf(() => enrolNewKey(graph, newSerial(), user.id)));
    }
    // The first of each warms up what only ever happens once.
    const [mine, line] = [ours.slice(1), theirs.slice(1)].map((all) => percentile(all, 0.5));
    const name = `One key after another, Graph at ${GRAPH_MS} ms: time of a key beside a straight line of the same calls`;
    return row(name, (mine ?? Number.NaN) / (line ?? Number.NaN), '×', MOST);
  } finally {
    await stack.close();
  }
}

async function enrolNewKey(graph: StraightGraph, serial: number, user: string): Promise<void> {
  const random = (length: number) => Uint8Array.from(randomBytes(length));
  const key = createSoftwareKey({
    ...{ profile: yubikey5, clock: realClock, random, serial },
    touch: 'immediate',
  });
  key.powerUp();
  await enrolStraight(graph, key, user);
  key.powerDown();
}

async function appToken(origin: string): Promise<string> {
  const answer = await fetch(`${origin}/${DEMO_IDS.tenant}/oauth2/v2.0/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: DEMO_IDS.backend,
      client_secret: SECRET,
      scope: 'https://graph.microsoft.com/.default',
    }),
  });
  const { access_token: token } = (await answer.json()) as { access_token?: string };
  if (token === undefined) throw new Error('the tenant gave no app token');
  return token;
}
