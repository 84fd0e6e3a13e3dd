import { startStack } from '#e2e/harness/stack.ts';
import { frontlinePerson } from '#e2e/tenant/directory/seedPeople.ts';
import { enrolAtPort, timeOf } from './batch/enrolAtPort.ts';
import { openPage } from './batch/openPage.ts';
import { makeBatch } from './batchRows.ts';
import { percentile, type Row, row } from './row.ts';

const KEYS = 10;
const ROUNDS = 7;
/** A backend runs for weeks, and V8 takes a hundred enrolments to compile what is hot: those are not measured. */
const WARM_UPS = 10;
/** Both ways in each round. */
const PEOPLE = KEYS * (WARM_UPS + 2 * ROUNDS);
const GRAPH_MS = 150;
const FIRST_SERIAL = 41_000_000;
const LEAST_GAIN = 6;

/**
 * Ten keys at once against one after the other, each by the page's own use cases, where every call to Graph takes 150 ms:
 * how many times as many keys an hour. The keys touch themselves, so this is the machine's part alone.
 */
export async function keysAtOnceRow(): Promise<Row> {
  const stack = await startStack({
    ...{ rack: null, drawer: false },
    tenant: { largeGroupSize: PEOPLE, latencyMs: GRAPH_MS },
  });
  try {
    const page = await openPage(stack);
    const users = Array.from({ length: PEOPLE }, (_, index) => frontlinePerson(index));
    const { id } = await makeBatch(page.client, users);
    let serial = FIRST_SERIAL;
    const newSerial = () => {
      serial += 1;
      return serial;
    };
    const oneAfterAnother = () => enrolAtPort(page, id, newSerial, KEYS);
    const atOnce = () =>
      Promise.all(Array.from({ length: KEYS }, () => enrolAtPort(page, id, newSerial, 1)));
    for (let round = 0; round < WARM_UPS; round += 1) await atOnce();
    const gains: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const alone = await timeOf(oneAfterAnother);
      gains.push(alone / (await timeOf(atOnce)));
    }
    const name = `${KEYS} keys at once, Graph at ${GRAPH_MS} ms: keys per hour, times those of one after another`;
    return row(name, percentile(gains, 0.5), '', LEAST_GAIN, 'higher');
  } finally {
    await stack.close();
  }
}
