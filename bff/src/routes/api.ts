import type { AppDeps } from '#bff/deps.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { buildDocument } from '#bff/openapi/buildDocument.ts';
import { createApprovalRoutes } from './approvals.ts';
import { createAuditRoutes } from './audit.ts';
import { createBatchRoutes } from './batches.ts';
import { createBatchLetterRoutes } from './batchLetters.ts';
import { createClockRoutes } from './clock.ts';
import { createEnrolmentRoutes } from './enrolments.ts';
import { createGuidedRoutes } from './guided.ts';
import { createInvitationRoutes } from './invitations.ts';
import { createMeRoutes } from './me.ts';
import { createMyEnrolmentRoutes } from './myEnrolments.ts';
import { createMyKeyRoutes } from './myKeys.ts';
import { createMyPassRoutes } from './myPasses.ts';
import { createOpenApiRoutes } from './openapi.ts';
import { createOperatorRoutes } from './operators.ts';
import { createPeopleListRoutes } from './peopleLists.ts';
import { createPinRoutes } from './pins.ts';
import { createPostureRoutes } from './posture.ts';
import { createProfileRoutes } from './profiles.ts';
import { createRemovalRoutes } from './removals.ts';
import { createSelfRoutes } from './self.ts';
import { createSelfGuidedRoutes } from './selfGuided.ts';
import { createUserRoutes } from './users.ts';

/** All routes under `/api`, chained so that the page's `hc` client knows their types. */
export function createApi(deps: AppDeps) {
  const api = createRoutes()
    .route('/', createMeRoutes(deps))
    .route('/', createClockRoutes(deps))
    .route('/', createSelfRoutes(deps))
    .route('/', createMyKeyRoutes(deps))
    .route('/', createUserRoutes(deps))
    .route('/', createProfileRoutes(deps))
    .route('/', createPeopleListRoutes(deps))
    .route('/', createAuditRoutes(deps))
    .route('/', createEnrolmentRoutes(deps))
    .route('/', createGuidedRoutes(deps))
    .route('/', createSelfGuidedRoutes(deps))
    .route('/', createPinRoutes(deps))
    .route('/', createBatchRoutes(deps))
    .route('/', createBatchLetterRoutes(deps))
    .route('/', createOperatorRoutes(deps))
    .route('/', createPostureRoutes(deps))
    .route('/', createInvitationRoutes(deps))
    .route('/', createMyPassRoutes(deps))
    .route('/', createMyEnrolmentRoutes(deps))
    .route('/', createApprovalRoutes(deps))
    .route('/', createRemovalRoutes(deps));
  return api.route(
    '/',
    createOpenApiRoutes(() => buildDocument(api)),
  );
}
