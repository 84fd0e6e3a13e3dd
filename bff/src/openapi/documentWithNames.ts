import type { OpenAPIHono } from '@hono/zod-openapi';
import { z } from 'zod';
import type { AppEnv } from '#bff/http/context.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import * as api from '#shared/api/index.ts';
import { DOCUMENT_INFO } from './documentInfo.ts';

/** Schemas that have a name in the document. Without names the list of failure codes alone is in it a hundred times. */
const NAMED: Readonly<Record<string, z.ZodType>> = {
  FailureCode: api.failureCode,
  Problem: api.problem,
  Me: api.me,
  Person: api.person,
  Passkey: api.passkey,
  PeopleList: api.peopleList,
  PersonDetail: api.personDetail,
  EnrolmentProfile: api.enrolmentProfile,
  ProfileList: api.profileList,
  ProfileVersion: api.profileVersion,
  ProfileEntry: api.profileEntry,
  ProfileContent: api.profileContent,
  KeyIdentity: api.keyIdentity,
  KeyObservation: api.keyObservation,
  PluggedKey: api.pluggedKey,
  Action: api.actionView,
  Step: api.step,
  Enrolment: api.enrolment,
  EnrolmentList: api.enrolmentList,
  UnfinishedEnrolment: api.unfinishedEnrolment,
  UnfinishedList: api.unfinishedList,
  StartEnrolment: api.startEnrolment,
  PageEvent: api.pageEvent,
  ReportEvent: api.reportEvent,
  PinAuthRequest: api.pinAuthRequest,
  PinAuthAnswer: api.pinAuthAnswer,
  AuditRecord: api.auditRecord,
  AuditPage: api.auditPage,
  MyKeys: api.myKeys,
  WaitingPin: api.waitingPin,
  RevealedPin: api.revealedPin,
};

const SECURITY_SCHEMES = {
  entra: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Access token of Microsoft Entra ID, version 2.0, for the scope of this API',
  },
} as const;
const MEDIA_TYPE = 'application/json';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** Where the generator puts the schemas of the made-up routes. */
const writtenOut = z.object({
  paths: z.record(
    z.string(),
    z.object({
      get: z.object({
        responses: z.object({
          200: z.object({
            content: z.object({ [MEDIA_TYPE]: z.object({ schema: z.custom<Json>() }) }),
          }),
        }),
      }),
    }),
  ),
});

function documentOf(routes: OpenAPIHono<AppEnv>): { readonly [name: string]: Json } {
  return JSON.parse(JSON.stringify(routes.getOpenAPI31Document(DOCUMENT_INFO)));
}

/** Replaces every part that is written like a named schema by a reference to it, the largest parts first. */
function refer(part: Json, names: ReadonlyMap<string, string>, own?: string): Json {
  if (part === null || typeof part !== 'object') return part;
  const name = names.get(JSON.stringify(part));
  if (name !== undefined && name !== own) return { $ref: `#/components/schemas/${name}` };
  if (Array.isArray(part)) return part.map((item) => refer(item, names));
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, refer(value, names)]));
}

/**
 * The schemas by name as the generator writes them, each written out in full: as the answers of made-up routes, because
 * the generator can name a schema only if it was loaded before the schema was made.
 */
function namedSchemas(): ReadonlyMap<string, Json> {
  const scratch = createRoutes();
  for (const [name, schema] of Object.entries(NAMED)) {
    const content = { [MEDIA_TYPE]: { schema } };
    const responses = { 200: { description: name, content } };
    scratch.openAPIRegistry.registerPath({ method: 'get', path: `/${name}`, responses });
  }
  const { paths } = writtenOut.parse(documentOf(scratch));
  return new Map(
    Object.keys(NAMED).map((name) => [
      name,
      paths[`/${name}`]?.get.responses['200'].content[MEDIA_TYPE].schema ?? null,
    ]),
  );
}

/** The OpenAPI 3.1 document of a router, with the contract's schemas by name. */
export function documentWithNames(routes: OpenAPIHono<AppEnv>): object {
  const document = documentOf(routes);
  const schemas = namedSchemas();
  const names = new Map([...schemas].map(([name, schema]) => [JSON.stringify(schema), name]));
  const referred = [...schemas].map(
    ([name, schema]) => [name, refer(schema, names, name)] as const,
  );
  const paths = refer(document['paths'] ?? {}, names);
  return {
    ...document,
    components: { securitySchemes: SECURITY_SCHEMES, schemas: Object.fromEntries(referred) },
    paths,
  };
}
