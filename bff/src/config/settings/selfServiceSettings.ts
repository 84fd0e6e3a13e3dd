import type { Setting } from '#bff/config/setting.ts';
import * as schemas from '#bff/config/settingSchemas.ts';

/** What people do by themselves, and by whose right. */
export const selfServiceSettings = {
  PASS_TO: {
    meaning:
      'Who gets to see the access pass of an invitation: the `operator` who issues it, or the person’s `manager` in the directory.',
    expects: '`operator` or `manager`',
    default: 'operator',
    schema: schemas.passTo,
  },
  SELF_SERVICE: {
    meaning:
      'By whose right the key of somebody who was invited is registered: the `app`’s, for exactly that person, or their own (`delegated`), for which the backend exchanges their token. What Entra does not let people do by themselves is refused then.',
    expects: '`app` or `delegated`',
    default: 'app',
    schema: schemas.selfService,
  },
  API_CERTIFICATE_FILE: {
    meaning:
      'With SELF_SERVICE `delegated`: PEM certificate registered with the application that exposes the API, which exchanges the tokens. Needs API_PRIVATE_KEY_FILE.',
    expects: 'the path of a PEM certificate that is valid now',
    schema: schemas.text,
  },
  API_PRIVATE_KEY_FILE: {
    meaning: 'PEM private key of that certificate, RSA of 2048 bits or more, not encrypted.',
    expects: 'the path of the PEM private key of the certificate, RSA, 2048 bits or more',
    schema: schemas.text,
  },
  API_FEDERATED_TOKEN_FILE: {
    meaning:
      'In place of the certificate: file with the assertion of an issuer that this application trusts; read again for each exchange.',
    expects: 'the path of a file that can be read',
    schema: schemas.text,
  },
  OWN_SIGN_IN_MINUTES: {
    meaning:
      'How long ago somebody may have signed in who opens an invitation, starts their own enrolment, or takes one of their own keys away.',
    expects: 'a whole number from 1 to 60',
    default: '10',
    schema: schemas.wholeNumber(1, 60),
  },
  OWN_SIGN_IN_CONTEXT: {
    meaning:
      'Authentication context that such a sign-in must have met, tied by Conditional Access to a strength of access pass or security key. Without it only its age is looked at.',
    expects: 'c1 to c99',
    schema: schemas.authenticationContext,
  },
  REVOKE_SESSIONS: {
    meaning:
      '`yes` ends all sign-in sessions of somebody who lost a key, or says that a key is not theirs. Needs the permission User.RevokeSessions.All. Left out: sessions stay, and the page says so.',
    expects: '`yes` or left out',
    schema: schemas.yes,
  },
  SUSPEND_REPORTED: {
    meaning:
      '`on` suspends an operator at once when somebody says of a key that this operator set up, or had replaced: this was not me. With `off` there is the alert alone.',
    expects: '`on` or `off`',
    default: 'on',
    schema: schemas.onOff,
  },
} as const satisfies Record<string, Setting>;
