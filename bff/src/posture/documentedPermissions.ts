import type { Config } from '#bff/config.ts';

/** What of the settings says which permissions are used. */
export type PermissionSettings = Pick<
  Config,
  'readsEligible' | 'revokesSessions' | 'mail' | 'posture'
>;

/** What the documented set says of a permission: `used`, so it has to be there; `free`: it may; `idle`: nothing uses it. */
export type PermissionUse = 'used' | 'free' | 'idle';

const usedIf = (isUsed: boolean): PermissionUse => (isUsed ? 'used' : 'idle');

/** The application permissions of Microsoft Graph that docs/entra-setup.md names, as these settings need them. */
export function documentedPermissions(
  settings: PermissionSettings,
): ReadonlyMap<string, PermissionUse> {
  const { readsEligible, revokesSessions, mail, posture } = settings;
  return new Map<string, PermissionUse>([
    ['UserAuthMethod-Passkey.ReadWrite.All', 'used'],
    ['User.Read.All', 'used'],
    ['GroupMember.Read.All', 'used'],
    ['RoleManagement.Read.Directory', 'used'],
    ['AdministrativeUnit.Read.All', 'used'],
    ['Policy.Read.AuthenticationMethod', 'used'],
    ['Organization.Read.All', 'used'],
    ['Application.Read.All', 'used'],
    // The setup scripts grant these two in any case.
    ['PrivilegedEligibilitySchedule.Read.AzureADGroup', readsEligible ? 'used' : 'free'],
    ['Policy.Read.ConditionalAccess', posture.contexts.length > 0 ? 'used' : 'free'],
    // No setting says whether anybody is ever invited.
    ['UserAuthMethod-TAP.ReadWrite.All', 'free'],
    ['User.RevokeSessions.All', usedIf(revokesSessions)],
    ['Mail.Send', usedIf(mail.route?.kind === 'graph')],
  ]);
}

/** Microsoft Graph among the APIs, in every tenant and cloud. */
export const GRAPH_APPLICATION = '00000003-0000-0000-c000-000000000000';

const ONLY_READS = /\.Read(?:Basic)?(?:\.|$)/;

/** Whether a permission lets anything be changed: whatever is not plainly a reading one. */
export function isDangerous(permission: string): boolean {
  return !ONLY_READS.test(permission);
}
