/** Words of *Readiness*: whether the tenant is set up as it should be. */
export const readinessMessages = {
  title: 'Readiness',
  intro:
    'Whether the tenant is still set up as Keywright relies on it. It is looked at when a backend starts and once a day; a change for the worse, and its end, are mailed to the administrators.',
  lookAgain: 'Look again',
  looking: 'Looking…',
  lookedAt: 'Looked at',
  never: 'Nobody has looked yet.',
  loading: 'Reading what was found…',
  expected: 'Expected',
  found: 'Found',
  next: 'Next step:',
  since: 'Last change:',
  until: 'Ends on',
  states: {
    ok: 'OK',
    attention: 'Needs attention',
    broken: 'Broken',
    unknown: 'Could not be looked at',
  },
  checks: {
    permissions: {
      title: 'Permissions of the application',
      expected:
        'Exactly the permissions that the setup guide names, for what is switched on here, and no directory role.',
    },
    secrets: {
      title: 'Client secrets',
      expected: 'None, neither on the registration nor on the enterprise application.',
    },
    credential: {
      title: 'Certificate and other credentials',
      expected:
        'The one credential that this backend signs in with, good for 30 days or more, and no other.',
    },
    owners: {
      title: 'Owners of the application',
      expected: 'Nobody but those whom the setting KEYWRIGHT_EXPECTED_OWNERS names.',
    },
    conditionalAccess: {
      title: 'Policy behind the authentication context',
      expected: 'An enabled Conditional Access policy for each context that the settings name.',
    },
    canary: {
      title: 'Canary account',
      expected:
        'Graph refuses (403) that this application changes an account in a restricted administrative unit.',
    },
  },
  findings: {
    permissionsExact: { found: 'The documented permissions and nothing more.', next: '' },
    permissionMissing: {
      found: 'A permission is missing:',
      next: 'Grant it with admin consent (docs/entra-setup.md, step 3). Entra hands out tokens with it within the hour.',
    },
    permissionIdle: {
      found: 'A documented permission that nothing here uses:',
      next: 'Remove it under API permissions of the registration, or switch on what it is for (docs/entra-setup.md, step 3).',
    },
    permissionExtra: {
      found: 'A permission too many, which reads:',
      next: 'Remove it under API permissions of the registration, and find out who granted it.',
    },
    permissionDangerous: {
      found: 'DANGER: a permission too many, with which the application can change things:',
      next: 'Remove it now, and find out in Entra’s audit log who granted it. Whoever has this backend has it too.',
    },
    permissionNeeded: {
      found: 'This may not be looked at. The missing permission:',
      next: 'Grant it with admin consent. If nobody took it away, a token from before is still in use: look again in an hour, with a managed identity in a day.',
    },
    directoryRole: {
      found: 'DANGER: the application has a directory role of its own, with the definition:',
      next: 'Remove the assignment under Roles and administrators, and find out who made it.',
    },
    noSecret: { found: 'No client secret.', next: '' },
    secretThere: {
      found: 'A client secret is there. Whoever knows its text can act as Keywright:',
      next: 'Delete it under Certificates & secrets (of an enterprise application by Graph or PowerShell), and find out in Entra’s audit log who added it.',
    },
    certificateGood: { found: 'Our certificate is registered.', next: '' },
    certificateNotNeeded: {
      found: 'A managed identity or a federated credential is used: no certificate is needed.',
      next: '',
    },
    certificateEnds: {
      found: 'Our certificate ends soon.',
      next: 'Make a new one, upload it beside the old one, change the files here and restart (docs/operations.md).',
    },
    certificateEnded: {
      found: 'Our certificate has ended. The backend gets no new token.',
      next: 'Make and upload a new one now, change the files here and restart.',
    },
    certificateUnknown: {
      found: 'The certificate that this backend has is not registered in Entra.',
      next: 'Upload it under Certificates & secrets, or find out who removed it. Without it the backend gets no new token.',
    },
    certificateOther: {
      found:
        'Another certificate is registered, with which somebody else could sign in as Keywright:',
      next: 'If it is your old one or the next one, remove it when the change is done. Else remove it now and find out who added it.',
    },
    federationOther: {
      found: 'Another issuer’s assertions are taken for Keywright:',
      next: 'Remove it under Certificates & secrets, Federated credentials, unless this backend uses it.',
    },
    ownersExpected: { found: 'Nobody else.', next: '' },
    ownerUnexpected: {
      found: 'An owner who is not expected. An owner can add a credential:',
      next: 'Remove them from the owners of the registration and of the enterprise application, or name their id in KEYWRIGHT_EXPECTED_OWNERS.',
    },
    contextNotSet: {
      found: 'The settings name no authentication context, so none has to be tied to a policy.',
      next: '',
    },
    contextBound: { found: 'A policy that is on:', next: '' },
    contextReportOnly: {
      found: 'The policy for this context only reports. Entra puts the context into every token:',
      next: 'Switch the policy from report-only to on.',
    },
    contextOff: {
      found: 'The policy for this context is off. Entra puts the context into every token:',
      next: 'Switch the policy on.',
    },
    contextUnbound: {
      found: 'No policy is tied to this context. Entra puts it into every token:',
      next: 'Make a Conditional Access policy with this authentication context as its target (docs/entra-setup.md), and switch it on.',
    },
    canaryNotSet: {
      found:
        'No canary account is set up, so nobody would notice if restricted units stopped protecting.',
      next: 'Make an account without a key, put it into a restricted management administrative unit, and set KEYWRIGHT_CANARY_ID to its object id.',
    },
    canaryRefused: { found: 'Graph refused.', next: '' },
    canaryNotRefused: {
      found:
        'Graph did NOT refuse. Nothing was changed, but restricted units do not keep this application out.',
      next: 'Look at the unit and at what was granted to the application. Until then only Keywright’s own guard protects people with power.',
    },
    canaryNotRestricted: {
      found: 'The account is in no restricted unit, so a refusal would prove nothing.',
      next: 'Put it into a restricted management administrative unit.',
    },
    canaryNotFound: {
      found: 'There is no such account.',
      next: 'Set KEYWRIGHT_CANARY_ID to the object id of the canary account.',
    },
    applicationNotSet: {
      found:
        'With a system-assigned managed identity Keywright does not know which application it is.',
      next: 'Set KEYWRIGHT_GRAPH_CLIENT_ID to the application id of the identity.',
    },
    applicationElsewhere: {
      found: 'The application is not registered in this tenant.',
      next: 'Look whether KEYWRIGHT_GRAPH_CLIENT_ID is right. An application of another tenant cannot be looked at, and is not supported.',
    },
    lookFailed: {
      found: 'Something stood in the way. It is tried again within an hour. The failure:',
      next: 'Look again. If it stays so, look at the backend’s log.',
    },
  },
  /** What stops where one is missing. */
  permissions: {
    'UserAuthMethod-Passkey.ReadWrite.All': 'Without it no key can be registered or removed.',
    'User.Read.All': 'Without it nobody can be found, so nobody gets a key.',
    'GroupMember.Read.All':
      'Without it a group’s people, and who the passkey policy is for, cannot be read.',
    'RoleManagement.Read.Directory': 'Without it the guard refuses everything for everybody.',
    'AdministrativeUnit.Read.All': 'Without it nothing is done to anybody who is in any unit.',
    'PrivilegedEligibilitySchedule.Read.AzureADGroup':
      'Without it nothing is done to anybody, unless KEYWRIGHT_ELIGIBLE_ROLES is none.',
    'Policy.Read.AuthenticationMethod':
      'Without it no enrolment begins: the passkey policy cannot be read.',
    'Organization.Read.All': 'Without it the top bar does not name the tenant.',
    'Application.Read.All': 'Without it most of this page cannot be looked at.',
    'Policy.Read.ConditionalAccess':
      'Without it nobody notices when the policy behind the context is switched off.',
    'User.RevokeSessions.All': 'Without it sign-in sessions go on when a key is lost.',
    'Mail.Send': 'Without it no notice is mailed.',
  } as Readonly<Record<string, string>>,
} as const;
