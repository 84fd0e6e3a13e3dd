import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { percentile, row } from '#e2e/bench/row.ts';
import { ROOT } from '#e2e/harness/dist.ts';
import { expect, test } from '../machineTest.ts';
import { bundlePageRequests } from '../times/bundlePageRequests.ts';
import type { RequestTimes } from '../times/pageRequests.ts';
import { keepTimes } from '../times/webHidTimes.ts';

const ROUNDS = 15;
const SCRIPT = '/tmp/fido2Requests.py';

test('each request takes its time through WebHID and through libfido2', async ({
  station,
  place,
  rack,
  kernelKeys,
  agent,
}) => {
  const id = rack.add('yubikey5', { touch: 'immediate' });
  rack.plug(id);
  const device = await kernelKeys.deviceOf(id);
  await station.page.goto(`${place.stack.pageOrigin}/config.json`);
  const page: RequestTimes = await station.page.evaluate(await bundlePageRequests(ROUNDS));
  await station.page.goto('about:blank');
  const script = await readFile(join(ROOT, 'e2e/webhid-vm/times/fido2Requests.py'), 'utf8');
  await agent.write(SCRIPT, script);
  const { code, output } = await agent.run(['python3', SCRIPT, device, String(ROUNDS)]);
  expect(code, output).toBe(0);
  const fido2: RequestTimes = JSON.parse(output);

  const rows = Object.entries(page).flatMap(([name, samples]) => {
    const ours = percentile(samples, 0.5);
    const theirs = percentile(fido2[name] ?? [], 0.5);
    return [
      row(`${name} through real WebHID, median`, ours, 'ms'),
      row(`${name} through libfido2 at the same kernel device, median`, theirs, 'ms'),
      row(`${name} through WebHID, times that of libfido2`, ours / theirs, '×'),
    ];
  });
  expect(rows).toHaveLength(12);
  expect(rows.every(({ value }) => value > 0)).toBe(true);
  await keepTimes(rows, new Date());
});
