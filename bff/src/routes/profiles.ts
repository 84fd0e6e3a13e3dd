import { z } from '@hono/zod-openapi';
import type { AppDeps } from '#bff/deps.ts';
import { actorOf } from '#bff/http/actorOf.ts';
import { approvalHeader } from '#bff/http/approvalHeader.ts';
import { createRoutes } from '#bff/http/createRoutes.ts';
import { defineRoute } from '#bff/http/defineRoute.ts';
import { HttpFailure } from '#bff/http/httpFailure.ts';
import { profileOnWire } from '#bff/profiles/profileOnWire.ts';
import {
  createProfile,
  editProfile,
  profileHistory,
  profileList,
  profileOverview,
  profileVersion,
  retireProfile,
} from '#shared/api/index.ts';
import type { ProfileContent } from '#shared/enrolment/profile.ts';
import { profileProblems } from '#shared/enrolment/profileProblems.ts';

const params = z.object({ id: z.string().regex(/^[a-z0-9-]{1,64}$/) });

const list = defineRoute({
  method: 'get',
  path: '/profiles',
  operationId: 'listProfiles',
  summary: 'The profiles an enrolment can begin with',
  responses: {
    200: {
      description: 'The profiles, the default first',
      content: { 'application/json': { schema: profileList } },
    },
  },
});

const listAll = defineRoute({
  method: 'get',
  path: '/profiles/all',
  operationId: 'listAllProfiles',
  summary: 'Every profile, retired ones too, with its last change and its use',
  responses: {
    200: {
      description: 'The newest version of each',
      content: { 'application/json': { schema: profileOverview } },
    },
  },
});

const show = defineRoute({
  method: 'get',
  path: '/profiles/{id}',
  operationId: 'getProfile',
  summary: 'One profile with all its versions',
  request: { params },
  responses: {
    200: {
      description: 'The versions, the newest first',
      content: { 'application/json': { schema: profileHistory } },
    },
  },
});

const versionAnswer = {
  description: 'The version that it has now',
  content: { 'application/json': { schema: profileVersion } },
} as const;

const create = defineRoute({
  method: 'post',
  path: '/profiles',
  operationId: 'createProfile',
  summary: 'Add a profile',
  request: {
    headers: approvalHeader,
    body: { required: true, content: { 'application/json': { schema: createProfile } } },
  },
  responses: { 201: versionAnswer },
});

const edit = defineRoute({
  method: 'post',
  path: '/profiles/{id}/versions',
  operationId: 'editProfile',
  summary: 'Write the next version of a profile; a retired one comes back by it',
  request: {
    params,
    headers: approvalHeader,
    body: { required: true, content: { 'application/json': { schema: editProfile } } },
  },
  responses: { 201: versionAnswer },
});

const retire = defineRoute({
  method: 'post',
  path: '/profiles/{id}/retire',
  operationId: 'retireProfile',
  summary: 'Let no enrolment begin with a profile any more',
  request: {
    params,
    headers: approvalHeader,
    body: { required: true, content: { 'application/json': { schema: retireProfile } } },
  },
  responses: { 200: versionAnswer },
});

/** @throws HttpFailure `request_invalid` with the members that contradict something, by path, and never their values. */
function checkContent(content: ProfileContent): void {
  const problems = profileProblems(content);
  if (problems.length === 0) return;
  throw new HttpFailure('request_invalid', 'the profile contradicts itself', {
    errors: problems.map(({ member, problem }) => ({
      path: `json.profile.${member}`,
      message: problem,
    })),
  });
}

/**
 * Profiles: `/api/profiles…`. Staff reads; admins write, each change a version of its own.
 * Failures: those of {@link ProfileBook}; `request_invalid` for a profile that contradicts itself.
 */
export function createProfileRoutes({ profiles }: Pick<AppDeps, 'profiles'>) {
  return createRoutes()
    .openapi(list, async (c) => {
      const found = await profiles.list();
      return c.json({ profiles: found.map(profileOnWire) }, 200);
    })
    .openapi(listAll, async (c) => c.json({ profiles: await profiles.listAll() }, 200))
    .openapi(show, async (c) => c.json(await profiles.show(c.req.valid('param').id), 200))
    .openapi(create, async (c) => {
      const { profile } = c.req.valid('json');
      checkContent(profile);
      return c.json(await profiles.create(profile, actorOf(c)), 201);
    })
    .openapi(edit, async (c) => {
      const { basedOn, profile } = c.req.valid('json');
      checkContent(profile);
      const { id } = c.req.valid('param');
      return c.json(await profiles.edit(id, basedOn, profile, actorOf(c)), 201);
    })
    .openapi(retire, async (c) => {
      const { basedOn } = c.req.valid('json');
      return c.json(await profiles.retire(c.req.valid('param').id, basedOn, actorOf(c)), 200);
    });
}
