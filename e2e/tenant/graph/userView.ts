import type { Person } from '../directory/person.ts';
import type { Row } from './filterExpression.ts';
import { GraphRefusal } from './graphError.ts';

/** Properties Graph gives when nothing is selected. */
const DEFAULT_PROPERTIES = [
  'businessPhones',
  'displayName',
  'givenName',
  'id',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
] as const;

const MORE_PROPERTIES = ['accountEnabled', 'userType', 'employeeId', 'department'] as const;

/** What User.ReadBasic.All shows; the rest comes back as null. */
const BASIC_PROPERTIES: readonly string[] = [
  'displayName',
  'givenName',
  'id',
  'mail',
  'surname',
  'userPrincipalName',
];

/** Properties a filter may use. */
export const FILTERABLE: readonly string[] = [
  'id',
  'displayName',
  'userPrincipalName',
  'mail',
  'givenName',
  'surname',
  'jobTitle',
  'department',
  'employeeId',
  'accountEnabled',
  'userType',
];

/** Properties `$search` may use. */
export const SEARCHABLE: readonly string[] = [
  'displayName',
  'mail',
  'userPrincipalName',
  'givenName',
  'surname',
];

/** A person as a row of properties. */
export function personRow(person: Person): Row {
  return { ...person };
}

/** The user object with the properties asked for, spelled as Graph spells them. */
export function userView(
  person: Person,
  select: readonly string[] | undefined,
  isBasicOnly: boolean,
): Record<string, unknown> {
  const known: readonly string[] = [...DEFAULT_PROPERTIES, ...MORE_PROPERTIES];
  const wanted = select ?? DEFAULT_PROPERTIES;
  const row = personRow(person);
  const view: Record<string, unknown> = {};
  for (const name of wanted) {
    const property = known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
    if (!property) {
      throw new GraphRefusal(
        400,
        'BadRequest',
        `Could not find a property named '${name}' on type 'microsoft.graph.user'.`,
      );
    }
    const isHidden = isBasicOnly && !BASIC_PROPERTIES.includes(property);
    view[property] = isHidden ? null : row[property];
  }
  return view;
}
