import type { Config } from '#bff/config.ts';
import type { PageConfig } from '#shared/api/index.ts';

/**
 * What the page reads from `/config.json` when this backend serves it. With an emulated tenant MSAL also gets the
 * endpoints: it insists on https in the authority's text, and an emulator on this machine speaks http.
 */
export function buildPageConfig(config: Config): PageConfig {
  const { loginOrigin, tenantId, pageClientId: clientId, companionExtensionId } = config;
  const common = {
    apiOrigin: '',
    environmentBadge: config.environmentBadge,
    ...(companionExtensionId !== null && { companionExtensionId }),
    auth: {
      clientId,
      authority: `${loginOrigin}/${tenantId}`,
      scope: `api://${config.apiClientId}/${config.apiScope}`,
    },
  };
  if (!config.isEmulatedTenant) return common;
  const { host } = new URL(loginOrigin);
  const base = `${loginOrigin}/${tenantId}`;
  return {
    ...common,
    auth: {
      ...common.auth,
      authority: `https://${host}/${tenantId}`,
      knownAuthorities: [host],
      authorityMetadata: JSON.stringify({
        issuer: `${base}/v2.0`,
        authorization_endpoint: `${base}/oauth2/v2.0/authorize`,
        token_endpoint: `${base}/oauth2/v2.0/token`,
        jwks_uri: `${base}/discovery/v2.0/keys`,
        end_session_endpoint: `${base}/oauth2/v2.0/logout`,
      }),
    },
  };
}
