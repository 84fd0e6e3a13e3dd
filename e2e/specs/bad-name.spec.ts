import { expect, test } from '#e2e/badInput/badTest.ts';
import type { Holder } from '#e2e/badInput/desk.ts';
import { PeoplePage } from '#e2e/pages/peoplePage.ts';
import { PersonPage } from '#e2e/pages/personPage.ts';

const NAMES = [
  ['HTML', 'robert.tables@contoso.example', 'Bobby'],
  ['an apostrophe', "sinead.o'connor@contoso.example", "O'Connor"],
  ['more than 64 letters', 'maria.long@contoso.example', 'María'],
  ['letters from right to left and an override', 'layla.hassan@contoso.example', 'ليلى'],
  ['#EXT#', 'nora.lindqvist_fabrikam.example#EXT#@contoso.example', 'Nora'],
] as const;

for (const [what, upn, query] of NAMES) {
  test(`a name with ${what} is text wherever it is shown`, async ({ desk }) => {
    const holder = await desk.stack.tenant.get<Holder>(`/people/${encodeURIComponent(upn)}`);
    const shown = { name: holder.displayName, upn: holder.userPrincipalName };
    let dialogs = 0;
    desk.page.on('dialog', (dialog) => {
      dialogs += 1;
      void dialog.dismiss();
    });
    const images = () => desk.page.locator('img, script[src="x"], b:has-text("Robert")').count();

    const people = new PeoplePage(desk.page);
    await people.open(desk.stack.pageOrigin);
    await people.search.fill(query);
    const found = people.results.filter({ hasText: shown.upn });
    await expect(found).toHaveCount(1);
    // Isolated, so that an override in the name turns nothing around it.
    await expect(found.locator('bdi').first()).toHaveText(shown.name);
    await expect(found.locator('bdi').last()).toHaveText(shown.upn);
    await found.click();
    await expect(desk.page.getByRole('heading', { level: 1 })).toHaveText(shown.name);
    await new PersonPage(desk.page).open(desk.stack.pageOrigin, holder.id);
    expect(await images()).toBe(0);

    const isGuest = upn.includes('#EXT#');
    const key = desk.plug('yubikey5', { touch: 'manual' });
    await desk.open('new-colleague', holder);
    await expect(desk.station.holder.locator('bdi').first()).toHaveText(shown.name);
    if (!isGuest) {
      await desk.tile.enrol.click();
      await expect(desk.tile.state).toHaveText('Touch the key');
      await expect(desk.tile.root.locator('bdi', { hasText: shown.upn })).toHaveText(shown.upn);
      await desk.tile.root.getByRole('button', { name: 'Cancel' }).click();
      await expect(desk.station.dialog).toContainText(shown.name);
      await desk.station.dialogButton('Go on with it').click();
      key.touch();
      await expect(desk.tile.state).toHaveText('Done, unplug');
      await expect(desk.tile.root).toContainText(shown.name);
      const truth = await desk.truth(key, holder);
      expect(truth.state.holder).toMatchObject({ displayName: shown.name });
      expect(truth.newMethods).toHaveLength(1);
    }
    expect(await images()).toBe(0);
    const isInside = await desk.page.evaluate(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    );
    expect(isInside).toBe(true);
    expect(dialogs).toBe(0);
  });
}

test('what is typed into the search is text as well, and no query of its own', async ({ desk }) => {
  const people = new PeoplePage(desk.page);
  await people.open(desk.stack.pageOrigin);
  for (const query of [
    '<img src=x onerror=alert(1)>zz',
    "' or 1 eq 1 or startswith(displayName,'a",
    '" OR "displayName:a',
    '../../admin?$top=999#',
    '\u202Eadele',
    'x'.repeat(300),
  ]) {
    await people.search.fill(query);
    await expect(desk.page.getByRole('main')).toContainText(
      /Nobody is called|The request was not understood|person found|people found|Entra did not accept/,
    );
    expect(await desk.page.locator('img').count()).toBe(0);
  }
});
