/** A user object with the properties Graph can give. */
export interface Person {
  readonly id: string;
  readonly userPrincipalName: string;
  displayName: string;
  readonly givenName: string | null;
  readonly surname: string | null;
  readonly mail: string | null;
  readonly jobTitle: string | null;
  readonly department: string | null;
  readonly officeLocation: string | null;
  preferredLanguage: string | null;
  readonly employeeId: string | null;
  readonly mobilePhone: string | null;
  readonly businessPhones: readonly string[];
  accountEnabled: boolean;
  userType: 'Member' | 'Guest';
  /** App roles on Keywright's API registration. */
  appRoles: readonly string[];
  /** Display names of Entra directory roles, straight assignments. */
  directoryRoles: readonly string[];
  /** Roles that the person can switch on for a time. */
  eligibleRoles: readonly string[];
  /** Roles over one administrative unit only. */
  unitRoles: readonly UnitRole[];
  /** Groups that the person was put into, beside those of the staff list. */
  groupIds: readonly string[];
  ownedGroupIds: readonly string[];
  /** Groups whose membership or ownership the person can switch on for a time. */
  eligibleGroupIds: readonly string[];
  /** Administrative units. */
  unitIds: readonly string[];
  managerId: string | null;
}

/** A directory role that counts for one administrative unit. */
export interface UnitRole {
  readonly role: string;
  readonly unitId: string;
}

/** An administrative unit; who is in one is said by the people. */
export interface AdministrativeUnit {
  readonly id: string;
  readonly displayName: string;
  /** Only administrators of the unit itself may manage its members. */
  readonly isMemberManagementRestricted: boolean | null;
}

/** A device; all that lists of members show of it. */
export interface Device {
  readonly id: string;
  readonly displayName: string;
  readonly deviceId: string;
}

/** A security group; members are ids of people, of devices or of other groups. */
export interface Group {
  readonly id: string;
  readonly displayName: string;
  readonly description: string | null;
  readonly isAssignableToRole: boolean;
  readonly memberIds: () => readonly string[];
  readonly ownerIds: () => readonly string[];
  /** Directory roles that all members have, and those that they can switch on. */
  readonly directoryRoles: readonly string[];
  readonly eligibleRoles: readonly string[];
}

/** A directory role as `transitiveMemberOf` shows it. */
export interface DirectoryRole {
  readonly id: string;
  readonly displayName: string;
  readonly roleTemplateId: string;
}
