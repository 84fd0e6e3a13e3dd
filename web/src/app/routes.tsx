import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
} from '@tanstack/react-router';
import { readAuditSearch } from '#web/features/audit/auditSearch.ts';
import { readGuidedSearch } from '#web/features/guided/guidedSearch.ts';
import { readNewProfileSearch, readProfileSearch } from '#web/features/profiles/profileSearch.ts';
import { StationPage } from '#web/features/station/StationPage.tsx';
import { readStationSearch } from '#web/features/station/stationSearch.ts';
import { NotFound } from './NotFound.tsx';
import { PageBroken } from './PageBroken.tsx';
import { useMe } from './providers/services.ts';
import { RequirePage } from './RequirePage.tsx';
import { pagesOf } from './shell/pagesOf.ts';
import { Shell } from './shell/Shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: function Start() {
    const [first] = pagesOf(useMe().roles);
    return <Navigate to={first?.to ?? '/my-keys'} replace />;
  },
});

const station = createRoute({
  getParentRoute: () => root,
  path: '/station',
  validateSearch: readStationSearch,
  component: () => (
    <RequirePage to="/station">
      <StationPage />
    </RequirePage>
  ),
});

const stationGuard = createRoute({
  getParentRoute: () => root,
  id: 'station-set-up',
  component: () => <RequirePage to="/station" />,
});

const stationCheck = createRoute({
  getParentRoute: () => stationGuard,
  path: '/station/check',
  component: lazyRouteComponent(
    () => import('#web/features/stationCheck/stationCheckRoutes.tsx'),
    'StationCheckRoute',
  ),
});

const stationKit = createRoute({
  getParentRoute: () => stationGuard,
  path: '/station/kit',
  component: lazyRouteComponent(
    () => import('#web/features/stationCheck/stationCheckRoutes.tsx'),
    'StationKitRoute',
  ),
});

const stationGuided = createRoute({
  getParentRoute: () => stationGuard,
  path: '/station/guided',
  validateSearch: readGuidedSearch,
  component: lazyRouteComponent(
    () => import('#web/features/guided/StationGuidedPage.tsx'),
    'StationGuidedPage',
  ),
});

const batchGuard = createRoute({
  getParentRoute: () => root,
  id: 'batch',
  component: () => <RequirePage to="/batch" />,
});

const newBatch = createRoute({
  getParentRoute: () => batchGuard,
  path: '/batch/new',
  component: lazyRouteComponent(
    () => import('#web/features/batch/NewBatchPage.tsx'),
    'NewBatchPage',
  ),
});

const invitationsGuard = createRoute({
  getParentRoute: () => root,
  id: 'invitations',
  component: () => <RequirePage to="/invitations" />,
});

const invitationList = createRoute({
  getParentRoute: () => invitationsGuard,
  path: '/invitations',
  component: lazyRouteComponent(
    () => import('#web/features/invitations/InvitationsPage.tsx'),
    'InvitationsPage',
  ),
});

const newInvitations = createRoute({
  getParentRoute: () => invitationsGuard,
  path: '/invitations/new',
  // For whom, as at the Station.
  validateSearch: ({ for: userId }) => readStationSearch({ for: userId }),
  component: lazyRouteComponent(
    () => import('#web/features/invitations/NewInvitationsPage.tsx'),
    'NewInvitationsPage',
  ),
});

const peopleGuard = createRoute({
  getParentRoute: () => root,
  id: 'people',
  component: () => <RequirePage to="/people" />,
});

const people = createRoute({
  getParentRoute: () => peopleGuard,
  path: '/people',
  component: lazyRouteComponent(() => import('#web/features/people/PeoplePage.tsx'), 'PeoplePage'),
});

const person = createRoute({
  getParentRoute: () => peopleGuard,
  path: '/people/$userId',
  component: lazyRouteComponent(
    () => import('#web/features/people/PersonRoute.tsx'),
    'PersonRoute',
  ),
});

const unfinishedGuard = createRoute({
  getParentRoute: () => root,
  id: 'unfinished',
  component: () => <RequirePage to="/unfinished" />,
});

const unfinished = createRoute({
  getParentRoute: () => unfinishedGuard,
  path: '/unfinished',
  component: lazyRouteComponent(
    () => import('#web/features/unfinished/UnfinishedPage.tsx'),
    'UnfinishedPage',
  ),
});

const profilesGuard = createRoute({
  getParentRoute: () => root,
  id: 'profiles',
  component: () => <RequirePage to="/profiles" />,
});

const profiles = createRoute({
  getParentRoute: () => profilesGuard,
  path: '/profiles',
  component: lazyRouteComponent(
    () => import('#web/features/profiles/ProfilesPage.tsx'),
    'ProfilesPage',
  ),
});

const newProfile = createRoute({
  getParentRoute: () => profilesGuard,
  path: '/profiles/new',
  validateSearch: readNewProfileSearch,
  component: lazyRouteComponent(
    () => import('#web/features/profiles/profileRoutes.tsx'),
    'NewProfileRoute',
  ),
});

const importProfile = createRoute({
  getParentRoute: () => profilesGuard,
  path: '/profiles/import',
  component: lazyRouteComponent(
    () => import('#web/features/profiles/ImportPage.tsx'),
    'ImportPage',
  ),
});

const profile = createRoute({
  getParentRoute: () => profilesGuard,
  path: '/profiles/$profileId',
  validateSearch: readProfileSearch,
  component: lazyRouteComponent(
    () => import('#web/features/profiles/profileRoutes.tsx'),
    'ProfileRoute',
  ),
});

const editProfile = createRoute({
  getParentRoute: () => profilesGuard,
  path: '/profiles/$profileId/edit',
  component: lazyRouteComponent(
    () => import('#web/features/profiles/profileRoutes.tsx'),
    'EditProfileRoute',
  ),
});

const batchList = createRoute({
  getParentRoute: () => batchGuard,
  path: '/batch',
  component: lazyRouteComponent(
    () => import('#web/features/batch/BatchListPage.tsx'),
    'BatchListPage',
  ),
});

const batchRun = createRoute({
  getParentRoute: () => batchGuard,
  path: '/batch/$batchId',
  component: lazyRouteComponent(() => import('#web/features/batch/run/BatchPage.tsx'), 'BatchPage'),
});

const removalsGuard = createRoute({
  getParentRoute: () => root,
  id: 'removals',
  component: () => <RequirePage to="/removals" />,
});

const removals = createRoute({
  getParentRoute: () => removalsGuard,
  path: '/removals',
  component: lazyRouteComponent(
    () => import('#web/features/removals/RemovalsPage.tsx'),
    'RemovalsPage',
  ),
});

const newRemoval = createRoute({
  getParentRoute: () => removalsGuard,
  path: '/removals/new',
  component: lazyRouteComponent(
    () => import('#web/features/removals/NewRemovalPage.tsx'),
    'NewRemovalPage',
  ),
});

const removal = createRoute({
  getParentRoute: () => removalsGuard,
  path: '/removals/$removalId',
  component: lazyRouteComponent(
    () => import('#web/features/removals/RemovalRoute.tsx'),
    'RemovalRoute',
  ),
});

const approvalsGuard = createRoute({
  getParentRoute: () => root,
  id: 'approvals',
  component: () => <RequirePage to="/approvals" />,
});

const approvals = createRoute({
  getParentRoute: () => approvalsGuard,
  path: '/approvals',
  component: lazyRouteComponent(
    () => import('#web/features/approvals/ApprovalsPage.tsx'),
    'ApprovalsPage',
  ),
});

const readinessGuard = createRoute({
  getParentRoute: () => root,
  id: 'readiness',
  component: () => <RequirePage to="/readiness" />,
});

const readiness = createRoute({
  getParentRoute: () => readinessGuard,
  path: '/readiness',
  component: lazyRouteComponent(
    () => import('#web/features/readiness/ReadinessPage.tsx'),
    'ReadinessPage',
  ),
});

const auditGuard = createRoute({
  getParentRoute: () => root,
  id: 'audit',
  component: () => <RequirePage to="/audit" />,
});

const audit = createRoute({
  getParentRoute: () => auditGuard,
  path: '/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('#web/features/audit/AuditPage.tsx'), 'AuditPage'),
});

const operatorsGuard = createRoute({
  getParentRoute: () => root,
  id: 'operators',
  component: () => <RequirePage to="/operators" />,
});

const operators = createRoute({
  getParentRoute: () => operatorsGuard,
  path: '/operators',
  component: lazyRouteComponent(
    () => import('#web/features/operators/OperatorsPage.tsx'),
    'OperatorsPage',
  ),
});

const operatorScopes = createRoute({
  getParentRoute: () => operatorsGuard,
  path: '/operators/scopes',
  component: lazyRouteComponent(
    () => import('#web/features/operators/scopes/ScopesPage.tsx'),
    'ScopesPage',
  ),
});

const myKeys = createRoute({
  getParentRoute: () => root,
  path: '/my-keys',
  component: lazyRouteComponent(
    () => import('#web/features/myKeys/myKeysRoutes.tsx'),
    'MyKeysRoute',
  ),
});

const reportKey = createRoute({
  getParentRoute: () => root,
  path: '/my-keys/report',
  component: lazyRouteComponent(
    () => import('#web/features/myKeys/myKeysRoutes.tsx'),
    'ReportKeyRoute',
  ),
});

const pluggedKey = createRoute({
  getParentRoute: () => root,
  path: '/my-keys/key',
  component: lazyRouteComponent(
    () => import('#web/features/plugged/PluggedKeyPage.tsx'),
    'PluggedKeyPage',
  ),
});

const enrol = createRoute({
  getParentRoute: () => root,
  path: '/enrol',
  component: lazyRouteComponent(() => import('#web/features/enrol/EnrolPage.tsx'), 'EnrolPage'),
});

const myGuided = createRoute({
  getParentRoute: () => root,
  path: '/enrol/guided',
  component: lazyRouteComponent(
    () => import('#web/features/guided/MyGuidedPage.tsx'),
    'MyGuidedPage',
  ),
});

/** Station is in the first download; the other pages come when they are opened. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    station,
    stationGuard.addChildren([stationCheck, stationKit, stationGuided]),
    peopleGuard.addChildren([people, person]),
    unfinishedGuard.addChildren([unfinished]),
    profilesGuard.addChildren([profiles, newProfile, importProfile, profile, editProfile]),
    batchGuard.addChildren([batchList, newBatch, batchRun]),
    invitationsGuard.addChildren([invitationList, newInvitations]),
    removalsGuard.addChildren([removals, newRemoval, removal]),
    approvalsGuard.addChildren([approvals]),
    readinessGuard.addChildren([readiness]),
    auditGuard.addChildren([audit]),
    operatorsGuard.addChildren([operators, operatorScopes]),
    myKeys,
    reportKey,
    pluggedKey,
    enrol,
    myGuided,
  ]),
  defaultPreload: 'intent',
  defaultErrorComponent: PageBroken,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
