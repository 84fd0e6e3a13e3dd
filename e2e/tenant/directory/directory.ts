import type { TenantSettings } from '../options.ts';
import { directoryRole } from './directoryRoles.ts';
import type { AdministrativeUnit, Device, DirectoryRole, Group, Person } from './person.ts';
import { canaryPerson, frontlinePerson, seedPeople } from './seedPeople.ts';
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
  fieldStaff: stableGuid('group:Field staff'),
  meetingRooms: stableGuid('group:Meeting rooms'),
  tierZero: stableGuid('group:Tier 0'),
  tierZeroOnCall: stableGuid('group:Tier 0 on call'),
} as const;

/** Administrative units of the demo; nobody is in one until a test says so. */
export const DEMO_UNITS = {
  /** Only its own administrators may manage who is in it. */
  board: stableGuid('unit:Board'),
  essen: stableGuid('unit:Essen'),
} as const;

const UNITS: readonly AdministrativeUnit[] = [
  { id: DEMO_UNITS.board, displayName: 'Board', isMemberManagementRestricted: true },
  { id: DEMO_UNITS.essen, displayName: 'Essen', isMemberManagementRestricted: null },
];

/** What makes a group one that directory roles may be given to. */
interface RoleGroup {
  readonly ownerIds?: readonly string[];
  readonly directoryRoles?: readonly string[];
  readonly eligibleRoles?: readonly string[];
}

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
const AFRICA = ['Dakar', 'Johannesburg', 'Lagos'];
const ROOMS = ['Amsterdam 3.01', 'Amsterdam 3.02', 'Essen 1.10'];
const NORDICS = ['Oslo', 'Stockholm', 'Aarhus', 'Bergen', 'Gothenburg'];

/** Who is in it at first. */
type DirectoryOptions = Pick<TenantSettings, 'demoPeople' | 'largeGroupSize' | 'canary'>;

/** A person, a group or a device: what can be in a group. */
export type Member = Person | Group | Device;

/** People, groups and roles, with the look-ups Graph offers on them. */
export class Directory {
  readonly #people = new Map<string, Person>();
  readonly #groups = new Map<string, Group>();
  readonly #devices = new Map<string, Device>();
  readonly #largeGroupSize: number;
  /** AAGUIDs of passkeys each seeded person starts with. */
  readonly seededPasskeys = new Map<string, readonly string[]>();
  readonly demoPeople: readonly Person[];
  #frontlineReady = false;
  #frontline: readonly string[] = [];

  constructor({ demoPeople, largeGroupSize, canary }: DirectoryOptions) {
    this.#largeGroupSize = largeGroupSize;
    const seeded = seedPeople(demoPeople);
    if (canary) {
      const person = canaryPerson(DEMO_UNITS.board);
      this.#people.set(person.id, person);
    }
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
      roles?: RoleGroup,
    ) =>
      this.#groups.set(id, {
        id,
        displayName,
        description: null,
        isAssignableToRole: roles !== undefined,
        memberIds: () => [...memberIds(), ...this.#peopleWith((one) => one.groupIds, id)],
        ownerIds: () => [
          ...(roles?.ownerIds ?? []),
          ...this.#peopleWith((one) => one.ownedGroupIds, id),
        ],
        directoryRoles: roles?.directoryRoles ?? [],
        eligibleRoles: roles?.eligibleRoles ?? [],
      });
    for (const displayName of ROOMS) {
      const id = stableGuid(`device:${displayName}`);
      this.#devices.set(id, { id, displayName, deviceId: stableGuid(`deviceId:${displayName}`) });
    }
    const rooms = [...this.#devices.keys()];
    add(DEMO_GROUPS.everyone, 'All staff', () =>
      idsWhere((person) => person.userType === 'Member'),
    );
    add(DEMO_GROUPS.itDepartment, 'IT department', () => idsWhere((p) => p.department === 'IT'));
    add(DEMO_GROUPS.nordics, 'Nordics', () => at(NORDICS));
    add(DEMO_GROUPS.europe, 'Europe', () => [...at(EUROPE), DEMO_GROUPS.nordics]);
    add(DEMO_GROUPS.frontline, 'Frontline staff', () => this.#frontlineIds());
    add(DEMO_GROUPS.outsidePasskeys, 'Passkey pilot exclusions', () => outside);
    add(DEMO_GROUPS.empty, 'New joiners', () => []);
    add(DEMO_GROUPS.meetingRooms, 'Meeting rooms', () => rooms);
    // Two groups deep, with people who are in both ways, devices, and a group that is in itself.
    add(DEMO_GROUPS.fieldStaff, 'Field staff', () => [
      ...at([...AFRICA, 'Oslo']),
      DEMO_GROUPS.europe,
      DEMO_GROUPS.meetingRooms,
      DEMO_GROUPS.fieldStaff,
    ]);
    add(DEMO_GROUPS.privilegedOperators, 'Privileged operators', () => at(['Chicago']), {
      ownerIds: at(['Leeds']),
    });
    const globalAdministrator = ['Global Administrator'];
    add(DEMO_GROUPS.tierZero, 'Tier 0', () => [], { directoryRoles: globalAdministrator });
    add(DEMO_GROUPS.tierZeroOnCall, 'Tier 0 on call', () => [], {
      eligibleRoles: globalAdministrator,
    });
  }

  #peopleWith(idsOf: (person: Person) => readonly string[], id: string): string[] {
    return [...this.#people.values()]
      .filter((person) => idsOf(person).includes(id))
      .map((person) => person.id);
  }

  units(): readonly AdministrativeUnit[] {
    return UNITS;
  }

  unitsOf(person: Person): AdministrativeUnit[] {
    return UNITS.filter(({ id }) => person.unitIds.includes(id));
  }

  membersOfUnit(unit: AdministrativeUnit): Person[] {
    return [...this.#people.values()].filter(({ unitIds }) => unitIds.includes(unit.id));
  }

  ownedGroups(person: Person): Group[] {
    return this.groups().filter((group) => group.ownerIds().includes(person.id));
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
  transitiveMembers(group: Group): Member[] {
    const found = new Map<string, Member>();
    const visit = (current: Group): void => {
      for (const id of current.memberIds()) {
        const member = this.#member(id);
        if (!member || found.has(id) || id === group.id) continue;
        found.set(id, member);
        if ('memberIds' in member) visit(member);
      }
    };
    visit(group);
    return [...found.values()];
  }

  directMembers(group: Group): Member[] {
    return group.memberIds().flatMap((id) => this.#member(id) ?? []);
  }

  owners(group: Group): Member[] {
    return group.ownerIds().flatMap((id) => this.#member(id) ?? []);
  }

  #member(id: string): Member | undefined {
    return this.#people.get(id) ?? this.#groups.get(id) ?? this.#devices.get(id);
  }

  /** Groups that hold the person; `transitive` also counts nesting. */
  groupsOf(person: Person, transitive: boolean): Group[] {
    const holding = (id: string) => this.groups().filter((group) => group.memberIds().includes(id));
    const found = new Set(holding(person.id));
    // A set that grows while it is walked: the groups of the groups come after them.
    if (transitive)
      for (const group of found) for (const outer of holding(group.id)) found.add(outer);
    return this.groups().filter((group) => found.has(group));
  }

  /** Roles of the person and of their groups, as lists of memberships show them: active, and for the whole tenant. */
  rolesOf(person: Person, transitive: boolean): DirectoryRole[] {
    const groups = transitive ? this.groupsOf(person, true) : [];
    const names = [person, ...groups].flatMap(({ directoryRoles }) => directoryRoles);
    return [...new Set(names)].map(directoryRole);
  }

  #frontlineIds(): readonly string[] {
    this.#generateFrontline();
    return this.#frontline;
  }

  #generateFrontline(): void {
    if (this.#frontlineReady) return;
    this.#frontlineReady = true;
    const ids: string[] = [];
    for (let index = 0; index < this.#largeGroupSize; index++) {
      const person = frontlinePerson(index);
      this.#people.set(person.id, person);
      ids.push(person.id);
    }
    this.#frontline = ids;
  }
}
