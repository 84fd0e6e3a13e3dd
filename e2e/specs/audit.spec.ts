import { readFile } from 'node:fs/promises';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';
import { expect, test } from './fixtures.ts';

test('an auditor finds what was done for a person, reads it and takes it away', async ({
  page,
  browser,
  stack,
  rack,
}) => {
  const operator = await (await browser.newContext()).newPage();
  const station = new StationPage(operator);
  await new SignInPage(operator).signInAs(stack.pageOrigin, PEOPLE.operator);
  const id = rack.add('yubikey5', { serial: 20_481_216 });
  rack.plug(id);
  await station.choosePerson(PEOPLE.holder, 'lee.gu@');
  const tile = station.tile('Serial 20481216');
  await tile.enrol.click();
  await expect.poll(() => rack.key(id).isWaitingForTouch()).toBe(true);
  rack.touch(id);
  await expect(tile.state).toHaveText('Done, unplug');
  await operator.context().close();

  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.auditor);
  await page.getByRole('link', { name: 'Audit' }).click();
  const rows = page.getByRole('table').getByRole('row');
  await page.getByLabel('Action').selectOption('Register in Entra');
  await expect(rows).toHaveCount(1 + 2);
  const registered = rows.filter({ hasText: 'Done' });
  await expect(registered).toContainText('Lee Gu');
  await expect(registered).toContainText('20481216');
  await registered.getByRole('button', { name: /^Details of record/ }).click();
  await expect(page.getByText('Request at Entra')).toBeVisible();
  await page.getByRole('button', { name: 'Show only this person’s' }).click();
  await expect(page.getByText('For whom: Lee Gu')).toBeVisible();
  await page.getByLabel('Result').selectOption('Failed or refused');
  await expect(page.getByText('Nothing fits this search')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Nothing fits this search')).toBeVisible();
  await page.getByRole('link', { name: 'Clear the search' }).click();
  await expect(rows.filter({ hasText: 'Start an enrolment' }).first()).toBeVisible();

  for (const [button, name] of [
    ['Save as CSV', /^keywright-audit-[\dT-]+Z\.csv$/],
    ['Save as JSON lines', /^keywright-audit-[\dT-]+Z\.jsonl$/],
  ] as const) {
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: button }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(name);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toContain('20481216');
    expect(text).toContain('startEnrolment');
  }
  await page.getByLabel('Action').selectOption('Take the audit away');
  await expect(rows.filter({ hasText: 'You' }).first()).toBeVisible();
});

test('an operator has no audit page', async ({ page, stack }) => {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/audit');
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
});
