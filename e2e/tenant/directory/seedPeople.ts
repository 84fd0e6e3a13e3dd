import { DEMO_PEOPLE, type DemoEntry } from './demoPeople.ts';
import type { Person } from './person.ts';
import { stableGuid } from './stableGuid.ts';

/** The demo's verified domain; `.example` can never be someone's. */
export const DEMO_DOMAIN = 'contoso.example';

function namesOf(entry: DemoEntry): { given: string; family: string } {
  const [first = entry.displayName, ...rest] = entry.displayName.split(' ');
  return { given: entry.given ?? first, family: entry.family ?? rest.join(' ') };
}

/** Builds the user object for one line of the staff list. */
function seedPerson(entry: DemoEntry, index: number, managerId: string | null): Person {
  const upn = entry.upn ?? `${entry.alias}@${DEMO_DOMAIN}`;
  const { given, family } = namesOf(entry);
  return {
    id: stableGuid(upn),
    userPrincipalName: upn,
    displayName: entry.displayName,
    givenName: given,
    surname: family,
    mail: entry.guest ? 'nora.lindqvist@fabrikam.example' : upn,
    jobTitle: entry.title,
    department: entry.department,
    officeLocation: entry.office,
    preferredLanguage: null,
    employeeId: String(10_001 + index),
    mobilePhone: null,
    businessPhones: [],
    accountEnabled: entry.disabled !== true,
    userType: entry.guest ? 'Guest' : 'Member',
    appRoles: entry.appRoles ?? [],
    directoryRoles: entry.directoryRoles ?? [],
    eligibleRoles: [],
    unitRoles: [],
    groupIds: [],
    ownedGroupIds: [],
    eligibleGroupIds: [],
    unitIds: [],
    managerId,
  };
}

/** The first `count` demo people; Lee Gu, the director, is everybody's manager. */
export function seedPeople(count: number): { entry: DemoEntry; person: Person }[] {
  const director = stableGuid(`lee.gu@${DEMO_DOMAIN}`);
  return DEMO_PEOPLE.slice(0, count).map((entry, index) => ({
    entry,
    person: seedPerson(entry, index, entry.alias === 'lee.gu' ? null : director),
  }));
}

/** Object id of the account that is there to be refused. */
export const CANARY_ID = stableGuid(`canary@${DEMO_DOMAIN}`);

/** The canary: in a restricted unit, and for nothing else. */
export function canaryPerson(unitId: string): Person {
  const entry: DemoEntry = {
    alias: 'canary',
    displayName: 'Keywright canary',
    title: 'Test account',
    department: 'IT',
    office: 'Amsterdam',
  };
  return { ...seedPerson(entry, 9_000, null), unitIds: [unitId] };
}

/** Member number `index` of the big group. */
export function frontlinePerson(index: number): Person {
  const number = String(index + 1).padStart(4, '0');
  return {
    ...seedPerson(
      {
        alias: `frontline.${number}`,
        displayName: `Frontline Worker ${number}`,
        title: 'Store associate',
        department: 'Retail',
        office: `Store ${String((index % 40) + 1)}`,
      },
      10_000 + index,
      null,
    ),
  };
}
