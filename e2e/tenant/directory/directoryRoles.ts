import type { DirectoryRole } from './person.ts';
import { stableGuid } from './stableGuid.ts';

/** Built-in role template ids as Entra publishes them. */
const ROLE_TEMPLATES: Readonly<Record<string, string>> = {
  'Global Administrator': '62e90394-69f5-4237-9190-012177145e10',
  'Privileged Authentication Administrator': '7be44c8a-adaf-4e2a-84d6-ab2649e08a13',
  'Authentication Administrator': 'c4e39bd9-1100-46d3-8c65-fb160da0071f',
  'Helpdesk Administrator': '729827e3-9c14-49f7-bb1b-9608f156bbb8',
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
