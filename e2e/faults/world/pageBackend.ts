import type { Actor } from '#bff/enrolment/enrolmentParts.ts';
import { enrolment, reportEvent, startEnrolment } from '#shared/api/index.ts';
import { AppError } from '#shared/failure/appError.ts';
import type { BackendPort } from '#web/usecases/ports.ts';
import type { Backend } from './backend.ts';
import type { Point } from './probe.ts';
import { never, type StationPage } from './stationPage.ts';

/** What lies between a page and the backends. */
export interface Link {
  /** Tells of a position; may throw what the page is to get instead of an answer. */
  reach(page: StationPage, name: keyof BackendPort, point: Point): void;
  /** Has one of the backends do something, after what others have asked for. */
  ask<T>(work: (backend: Backend) => Promise<T>): Promise<T>;
}

/** The backend as a page has it: requests and answers go over a wire as JSON, in the shapes of shared/api. */
export function createPageBackend(link: Link, page: () => StationPage): BackendPort {
  const actor = (): Actor => ({ id: page().operatorId, requestId: 'request' });

  async function call<T>(
    name: keyof BackendPort,
    signal: AbortSignal | undefined,
    work: (backend: Backend) => Promise<T>,
  ): Promise<T> {
    if (page().isDead) return never();
    link.reach(page(), name, 'before');
    if (page().isDead) return never();
    const answer = link.ask(work).then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
    const outcome = await unlessGivenUp(answer, signal);
    if (page().isDead) return never();
    link.reach(page(), name, 'after');
    if (page().isDead) return never();
    if ('error' in outcome) throw asHeard(outcome.error);
    return overWire(outcome.result);
  }

  const notHere = (name: string) => () => Promise.reject(new TypeError(`no page asks ${name}`));
  return {
    startEnrolment: (body, { signal } = {}) =>
      call('startEnrolment', signal, async ({ enrolments }) =>
        enrolment.parse(await enrolments.start(startEnrolment.parse(overWire(body)), actor())),
      ),
    enrolment: (id, { signal } = {}) =>
      call('enrolment', signal, async ({ enrolments }) =>
        enrolment.parse(await enrolments.show(id, actor(), true)),
      ),
    reportEvent: (id, body, { signal } = {}) =>
      call('reportEvent', signal, async ({ enrolments }) =>
        enrolment.parse(await enrolments.report(id, reportEvent.parse(overWire(body)), actor())),
      ),
    cancelEnrolment: (id, body, { signal } = {}) =>
      call('cancelEnrolment', signal, async ({ enrolments }) =>
        enrolment.parse(await enrolments.cancel(id, body, actor())),
      ),
    pinAuth: (id, body, { signal } = {}) =>
      call('pinAuth', signal, ({ enrolments }) => enrolments.authenticate(id, body, actor())),
    openEnrolments: ({ signal } = {}) =>
      call('openEnrolments', signal, ({ enrolments }) => enrolments.list({ state: 'open' })),
    unfinished: ({ signal } = {}) =>
      call('unfinished', signal, ({ enrolments }) => enrolments.unfinished()),
    me: async () => ({
      id: page().operatorId,
      tenantId: page().operatorId,
      displayName: 'Operator',
      userPrincipalName: 'operator@contoso.example',
      roles: ['Operator'],
      tenantName: 'Contoso',
    }),
    searchPeople: notHere('searchPeople'),
    person: notHere('person'),
    searchGroups: notHere('searchGroups'),
    groupPeople: notHere('groupPeople'),
    resolvePeople: notHere('resolvePeople'),
    checkPeople: notHere('checkPeople'),
    profiles: notHere('profiles'),
    allProfiles: notHere('allProfiles'),
    profile: notHere('profile'),
    createProfile: notHere('createProfile'),
    editProfile: notHere('editProfile'),
    retireProfile: notHere('retireProfile'),
    myKeys: notHere('myKeys'),
    revealPin: notHere('revealPin'),
    confirmPin: notHere('confirmPin'),
    showPin: notHere('showPin'),
    printLetter: notHere('printLetter'),
    confirmHandOver: notHere('confirmHandOver'),
    audit: notHere('audit'),
    exportAudit: notHere('exportAudit'),
  };
}

function overWire<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** What of a failure reaches a page: the code in the problem document, or that nobody answered. */
function asHeard(error: unknown): AppError {
  if (error instanceof AppError) return new AppError(error.code, 'as the backend said');
  if (error instanceof Error && error.name === 'BackendDied') {
    return new AppError('backend_unreachable', 'the backend died over it');
  }
  return new AppError('internal', error instanceof Error ? error.message : 'a bug');
}

/** What comes first: the answer, or that the page does not want it any more. */
function unlessGivenUp<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return answer;
  return new Promise((resolve, reject) => {
    const leave = () => reject(new AppError('cancelled', 'The request was given up'));
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    void answer.then((outcome) => {
      signal.removeEventListener('abort', leave);
      resolve(outcome);
    });
  });
}
