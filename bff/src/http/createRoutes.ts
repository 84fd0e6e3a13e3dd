import { OpenAPIHono } from '@hono/zod-openapi';
import type { AppEnv } from './context.ts';
import { HttpFailure } from './httpFailure.ts';

/**
 * A router for one resource. A request that breaks its schema is refused with the paths of the wrong members and a
 * fixed word for each: zod's own messages can repeat what was sent, which may be a PIN.
 * @throws HttpFailure `request_invalid`
 */
export function createRoutes(): OpenAPIHono<AppEnv> {
  return new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const errors = result.error.issues.slice(0, 20).map((issue) => ({
        // Names of unknown members come from outside: `unrecognized_keys` reports only the object that has them.
        path: [result.target, ...issue.path.map(String)].join('.').slice(0, 200),
        message: issue.code,
      }));
      throw new HttpFailure('request_invalid', 'the request breaks its schema', { errors });
    },
  });
}
