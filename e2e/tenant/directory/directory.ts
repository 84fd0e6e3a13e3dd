import { directoryRole } from './directoryRoles.ts';
import type { DirectoryRole, Group, Person } from './person.ts';
import { frontlinePerson, seedPeople } from './seedPeople.ts';
import { stableGuid } from './stableGuid.ts';

/** Well-known groups of the demo. */
export const DEMO_GROUPS = {
  everyone: stableGuid('group:All staff'),
  itDepartment: stableGuid('group:IT department'),
  europe: stableGuid('group:Europe'),
  nordics: stableGuid('group:Nordics'),
  frontline: stableGuid('group:Frontline staff'),
  outsidePasskeys: stableGuid('group:Passkey pilot exclusions'),
  privilegedOperators: stableGuid('group:Privileged operators'),
  empty: stableGuid('group:New joiners'),
} as const;

const EUROPE = [
  'Amsterdam',
  'Rotterdam',
  'London',
  'Dublin',
  'Essen',
  'Berlin',
  'Cork',
  'Madrid',
  'Vienna',
];
const NORDICS = ['Oslo', 'Stockholm', 'Aarhus', 'Bergen', 'Gothenburg'];

/** People, groups and roles, with the look-ups Graph offers on them. */
export class Directory {
  readonly #people = new Map<string, Person>();
  readonly #groups = new Map<string, Group>();
  readonly #largeGroupSize: number;
  /** AAGUIDs of passkeys each seeded person starts with. */
  readonly seededPasskeys = new Map<string, readonly string[]>();
  readonly demoPeople: readonly Person[];
  #frontlineReady = false;

  constructor(demoPeople: number, largeGroupSize: number) {
    this.#largeGroupSize = largeGroupSize;
    const seeded = seedPeople(demoPeople);
    for (const { entry, person } of seeded) {
      this.#people.set(person.id, person);
      this.seededPasskeys.set(person.id, entry.passkeys ?? []);
    }
    this.demoPeople = seeded.map(({ person }) => person);
    const idsWhere = (test: (person: Person) => boolean): string[] =>
      this.demoPeople.filter(test).map((person) => person.id);
    const outside = seeded
      .filter(({ entry }) => entry.outsidePasskeyPolicy)
      .map(({ person }) => person.id);
    const at = (offices: readonly string[]) =>
      idsWhere((person) => offices.includes(person.officeLocation ?? ''));
    const add = (
      id: string,
      displayName: string,
      memberIds: () => readonly string[],
      roles = false,
    ) =>
      this.#groups.set(id, {
        id,
        displayName,
        description: null,
        isAssignableToRole: roles,
        memberIds,
      });
    add(DEMO_GROUPS.everyone, 'All staff', () =>
      idsWhere((person) => person.userType === 'Member'),
    );
    add(DEMO_GROUPS.itDepartment, 'IT department', () => idsWhere((p) => p.department === 'IT'));
    add(DEMO_GROUPS.nordics, 'Nordics', () => at(NORDICS));
    add(DEMO_GROUPS.europe, 'Europe', () => [...at(EUROPE), DEMO_GROUPS.nordics]);
    add(DEMO_GROUPS.frontline, 'Frontline staff', () => this.#frontlineIds());
    add(DEMO_GROUPS.outsidePasskeys, 'Passkey pilot exclusions', () => outside);
    add(DEMO_GROUPS.empty, 'New joiners', () => []);
    add(DEMO_GROUPS.privilegedOperators, 'Privileged operators', () => at(['Chicago']), true);
  }

  /** Every person, the generated ones last. */
  people(): Person[] {
    this.#generateFrontline();
    return [...this.#people.values()];
  }

  groups(): Group[] {
    return [...this.#groups.values()];
  }

  /** By object id or user principal name, both without regard to case. */
  findPerson(idOrUpn: string): Person | undefined {
    const wanted = idOrUpn.toLowerCase();
    const find = () =>
      this.#people.get(wanted) ??
      [...this.#people.values()].find((p) => p.userPrincipalName.toLowerCase() === wanted);
    const known = find();
    if (known || this.#frontlineReady) return known;
    this.#generateFrontline();
    return find();
  }

  findGroup(id: string): Group | undefined {
    return this.#groups.get(id.toLowerCase());
  }

  /** People and groups below a group, each once, nested groups opened. */
  transitiveMembers(group: Group): (Person | Group)[] {
    const found = new Map<string, Person | Group>();
    const visit = (current: Group): void => {
      for (const id of current.memberIds()) {
        const member = this.#people.get(id) ?? this.#groups.get(id);
        if (!member || found.has(id) || id === group.id) continue;
        found.set(id, member);
        if ('memberIds' in member) visit(member);
      }
    };
    visit(group);
    return [...found.values()];
  }

  directMembers(group: Group): (Person | Group)[] {
    return group.memberIds().flatMap((id) => this.#people.get(id) ?? this.#groups.get(id) ?? []);
  }

  /** Groups that hold the person; `transitive` also counts nesting. */
  groupsOf(person: Person, transitive: boolean): Group[] {
    return this.groups().filter((group) =>
      (transitive ? this.transitiveMembers(group) : this.directMembers(group)).includes(person),
    );
  }

  rolesOf(person: Person): DirectoryRole[] {
    return person.directoryRoles.map(directoryRole);
  }

  #frontlineIds(): readonly string[] {
    this.#generateFrontline();
    return [...this.#people.values()].filter((p) => p.department === 'Retail').map((p) => p.id);
  }

  #generateFrontline(): void {
    if (this.#frontlineReady) return;
    this.#frontlineReady = true;
    for (let index = 0; index < this.#largeGroupSize; index++) {
      const person = frontlinePerson(index);
      this.#people.set(person.id, person);
    }
  }
}
