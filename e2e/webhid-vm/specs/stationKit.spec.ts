import { expect, test } from '../machineTest.ts';

const OTHER_PAGE = 'http://localhost:9/';

test('the kit’s station opens this page and no other, and its undo leaves nothing behind', async ({
  station,
  place,
  agent,
  browsers,
}) => {
  await station.page.goto(place.stack.pageOrigin);
  await expect(station.page.goto(OTHER_PAGE)).rejects.toThrow('ERR_BLOCKED_BY_ADMINISTRATOR');
  const parts = async () => {
    const { output } = await agent.run([
      'find',
      '/etc/chromium/policies',
      '/etc/chromium-browser/policies',
      '/home/station/KeywrightStation',
      ...['(', '-name', 'keywright*', '-o', '-name', 'chromium', ')', '-prune', '-print'],
    ]);
    return output
      .trim()
      .split('\n')
      .filter((line) => line.startsWith('/'))
      .sort();
  };
  expect(await parts()).toEqual([
    '/etc/chromium-browser/policies/managed/keywright-station.json',
    '/etc/chromium/policies/managed/keywright-station.json',
    '/home/station/KeywrightStation/chromium',
  ]);
  await browsers.end();
  expect(await parts()).toEqual([]);
});
