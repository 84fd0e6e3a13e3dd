import { readFile } from 'node:fs/promises';
import { createHostileAnswers, rowId } from '#e2e/hostile/hostileAnswer.ts';
import {
  answerSchemas,
  answerWithHostility,
  lookForHostility,
  watchForHostility,
} from '#e2e/hostile/hostilePages.ts';
import { HOSTILE_STRINGS } from '#e2e/hostile/hostileStrings.ts';
import { BatchPeoplePage } from '#e2e/pages/batchPeoplePage.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { expect, test } from './fixtures.ts';

/** Each page with a list has a row for each string; the others show some of them. */
const MOST = 150;
const SOME = 1;
const PAGES = [
  [`/people/${rowId(0)}`, MOST],
  ['/batch', MOST],
  [`/batch/${rowId(0)}`, SOME],
  ['/unfinished', MOST],
  ['/invitations', MOST],
  ['/profiles', MOST],
  ['/profiles/profile-0', SOME],
  ['/approvals', MOST],
  ['/audit', MOST],
  ['/operators', SOME],
  ['/operators/scopes', SOME],
  ['/my-keys', MOST],
  ['/my-keys/report', MOST],
  [`/station?for=${rowId(0)}`, MOST],
] as const;

test('two hundred hostile strings stay text in every field of every page', async ({
  page,
  stack,
}) => {
  test.setTimeout(240_000);
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.admin, '/my-keys');
  const { schemas, paths } = answerSchemas(JSON.parse(await readFile('bff/openapi.json', 'utf8')));
  const answers = createHostileAnswers(schemas, Date.now());
  await answerWithHostility(page, stack.backendOrigin, { paths, answers });
  const faults = watchForHostility(page, [
    stack.pageOrigin,
    stack.backendOrigin,
    stack.tenantOrigin,
  ]);
  const look = async (where: string, atLeast: number) => {
    await expect
      .poll(async () => (await lookForHostility(page, HOSTILE_STRINGS)).texts, { message: where })
      .toBeGreaterThanOrEqual(atLeast);
    expect((await lookForHostility(page, HOSTILE_STRINGS)).faults, where).toEqual([]);
    await expect(page.getByText('This page could not be shown')).toHaveCount(0);
    expect(faults, where).toEqual([]);
  };
  for (const [path, atLeast] of PAGES) {
    await page.goto(`${stack.pageOrigin}${path}`);
    await look(path, atLeast);
  }
  await page.goto(`${stack.pageOrigin}/people`);
  await page.getByRole('combobox', { name: 'Person' }).fill('any');
  await look('the people that are found', MOST);

  await page.goto(`${stack.pageOrigin}/batch/new`);
  await page.getByRole('combobox', { name: 'Group' }).fill('any');
  await look('the groups that are found', MOST);
  const list = new BatchPeoplePage(page);
  await list.way('From a list');
  await list.list.fill(HOSTILE_STRINGS.join('\n'));
  await look('a list that is pasted', SOME);
});
