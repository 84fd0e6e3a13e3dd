import { DEMO_DOMAIN } from '../directory/seedPeople.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';

function organization(call: GraphCall): Response {
  const { tenantId, tenantName } = call.world.settings;
  const full: Record<string, unknown> = {
    id: tenantId,
    displayName: tenantName,
    countryLetterCode: 'NL',
    verifiedDomains: [{ name: DEMO_DOMAIN, isDefault: true, isInitial: true, type: 'Managed' }],
  };
  const select = call.url.searchParams.get('$select')?.split(',');
  const shown = Object.entries(full).filter(([name]) => !select || select.includes(name));
  return jsonAnswer({
    '@odata.context': call.context('organization'),
    value: [Object.fromEntries(shown)],
  });
}

/** `/organization`: a collection of one. */
export function organizationRoutes(): GraphRoute[] {
  const permissions = ['Organization.Read.All', 'Directory.Read.All'];
  return [{ method: 'GET', path: 'organization', permissions, handle: organization }];
}
