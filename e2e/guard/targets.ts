import { DEMO_GROUPS, DEMO_UNITS } from '#e2e/tenant/directory/directory.ts';
import type { PersonChange } from '#e2e/tenant/scripting/tenantScripting.ts';

/** How each kind of person comes about in the tenant. `breakGlass` is a setting, and `self` is whoever asks. */
export const TARGETS: Readonly<Record<string, PersonChange>> = {
  plain: { unitIds: [DEMO_UNITS.essen] },
  readerActive: { directoryRoles: ['Directory Readers'] },
  readerEligible: { eligibleRoles: ['Reports Reader'] },
  authenticationAdmin: { directoryRoles: ['Authentication Administrator'] },
  passwordAdminEligible: { eligibleRoles: ['Password Administrator'] },
  globalAdmin: { directoryRoles: ['Global Administrator'] },
  globalAdminEligible: { eligibleRoles: ['Global Administrator'] },
  roleThroughGroup: { groupIds: [DEMO_GROUPS.tierZero] },
  eligibleThroughGroup: { groupIds: [DEMO_GROUPS.tierZeroOnCall] },
  roleOfUnit: { unitRoles: [{ role: 'Directory Readers', unitId: DEMO_UNITS.essen }] },
  // Of the tenant's own making: nobody here knows what it gives.
  unknownRole: { directoryRoles: ['Keeper of the keys'] },
  roleGroupMember: { groupIds: [DEMO_GROUPS.privilegedOperators] },
  roleGroupOwner: { ownedGroupIds: [DEMO_GROUPS.privilegedOperators] },
  roleGroupEligible: { eligibleGroupIds: [DEMO_GROUPS.privilegedOperators] },
  restrictedUnit: { unitIds: [DEMO_UNITS.board] },
  breakGlass: {},
  guest: { userType: 'Guest' },
  self: {},
};

/** Nothing of what {@link TARGETS} gives. */
export const NOTHING: PersonChange = {
  userType: 'Member',
  directoryRoles: [],
  eligibleRoles: [],
  unitRoles: [],
  groupIds: [],
  ownedGroupIds: [],
  eligibleGroupIds: [],
  unitIds: [],
};
