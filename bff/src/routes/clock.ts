import type { AppDeps } from '#bff/deps.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { clockReading } from '#shared/api/index.ts';

/** Tells what time it is here and at Microsoft Graph, for whoever has a clock to compare: `GET /api/clock`. */
export function createClockRoutes(deps: Pick<AppDeps, 'clock' | 'graphClock'>) {
  return createRoutes().openapi(
    defineRoute({
      method: 'get',
      path: '/clock',
      operationId: 'getClock',
      summary: 'What time it is to the backend and to Microsoft Graph',
      responses: {
        200: {
          description: 'The clocks',
          content: { 'application/json': { schema: clockReading } },
        },
      },
    }),
    (c) => {
      const graph = deps.graphClock();
      return c.json(
        {
          now: new Date(deps.clock.now()).toISOString(),
          graph:
            graph === null
              ? null
              : { aheadMs: graph.aheadMs, notedAt: new Date(graph.notedAt).toISOString() },
        },
        200,
      );
    },
  );
}
