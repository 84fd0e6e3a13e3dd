import { notFound } from './graphError.ts';
import { type GraphCall, type GraphRoute, jsonAnswer } from './graphRoute.ts';

const CONFIGURATIONS = 'policies/authenticationMethodsPolicy/authenticationMethodConfigurations';

function fido2(call: GraphCall): Record<string, unknown> {
  const policy = call.world.policies.fido2;
  const standard = policy.passkeyProfiles.find((p) => p.id === policy.defaultPasskeyProfile);
  return {
    '@odata.type': '#microsoft.graph.fido2AuthenticationMethodConfiguration',
    id: 'Fido2',
    state: policy.state,
    defaultPasskeyProfile: policy.defaultPasskeyProfile,
    isSelfServiceRegistrationAllowed: policy.isSelfServiceRegistrationAllowed,
    // Deprecated members still carry the default profile's settings until October 2027.
    isAttestationEnforced: standard?.attestationEnforcement === 'registrationOnly',
    keyRestrictions: standard?.keyRestrictions ?? null,
    includeTargets: policy.includeTargets,
    excludeTargets: policy.excludeTargets,
    // A navigation property: whether it comes without $expand is not certain, so it needs it here.
    ...(/\bpasskeyProfiles\b/.test(call.url.searchParams.get('$expand') ?? '')
      ? { passkeyProfiles: policy.passkeyProfiles }
      : {}),
  };
}

function configuration(call: GraphCall): Response {
  const id = call.param('method').toLowerCase();
  const context = { '@odata.context': call.context('authenticationMethodConfigurations/$entity') };
  if (id === 'fido2') return jsonAnswer({ ...context, ...fido2(call) });
  if (id === 'temporaryaccesspass') {
    return jsonAnswer({
      ...context,
      '@odata.type': '#microsoft.graph.temporaryAccessPassAuthenticationMethodConfiguration',
      id: 'TemporaryAccessPass',
      ...call.world.policies.temporaryAccessPass,
    });
  }
  throw notFound(call.param('method'));
}

/** The FIDO2 and temporary access pass policies, to be read. */
export function policyRoutes(): GraphRoute[] {
  return [
    {
      method: 'GET',
      path: `${CONFIGURATIONS}/{method}`,
      permissions: [
        'Policy.Read.AuthenticationMethod',
        'Policy.Read.All',
        'Policy.ReadWrite.AuthenticationMethod',
      ],
      handle: configuration,
    },
  ];
}
