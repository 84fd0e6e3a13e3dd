import type { Page } from '@playwright/test';
import type { Stack } from '#e2e/harness/stack.ts';
import { PEOPLE, SignInPage } from '#e2e/pages/signInPage.ts';
import { StationPage } from '#e2e/pages/stationPage.ts';

/** An operator at the Station, signed in. */
export async function operatorAtStation(page: Page, stack: Stack): Promise<StationPage> {
  await new SignInPage(page).signInAs(stack.pageOrigin, PEOPLE.operator, '/station');
  return new StationPage(page);
}
