import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { profileList } from '#shared/api/index.ts';
import { BUILT_IN_PROFILES } from '#shared/enrolment/builtInProfiles.ts';

/** The profiles an enrolment can follow, the default first: `GET /api/profiles`. */
export function createProfileRoutes() {
  return createRoutes().openapi(
    defineRoute({
      method: 'get',
      path: '/profiles',
      operationId: 'listProfiles',
      summary: 'The profiles an enrolment can follow',
      responses: {
        200: {
          description: 'The profiles, the default first',
          content: { 'application/json': { schema: profileList } },
        },
      },
    }),
    (c) =>
      c.json(
        {
          profiles: BUILT_IN_PROFILES.map((profile) => ({
            ...profile,
            minPinLengthRpIds: [...profile.minPinLengthRpIds],
            allowedAaguids: [...profile.allowedAaguids],
          })),
        },
        200,
      ),
  );
}
