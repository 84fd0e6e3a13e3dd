import type { DirectoryRole } from './person.ts';
import { stableGuid } from './stableGuid.ts';

/** Built-in role template ids as Entra publishes them. */
const ROLE_TEMPLATES: Readonly<Record<string, string>> = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
  'Password Administrator': '966707d0-3269-4727-9be2-8c3a10f19b9d',
  'User Administrator': 'fe930be7-5e62-47db-91af-98c3a49a38b1',
  'Reports Reader': '4a5d8f65-41da-4de4-8968-e035b65339cf',
  'Directory Readers': '88d8e3e3-8f55-4a1e-953a-9b9898b8876b',
};

/** The role object for a role's display name; unknown names get a made-up template. */
export function directoryRole(displayName: string): DirectoryRole {
  return {
    id: stableGuid(`role:${displayName}`),
    displayName,
    roleTemplateId: ROLE_TEMPLATES[displayName] ?? stableGuid(`template:${displayName}`),
  };
}
