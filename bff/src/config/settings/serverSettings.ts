import type { Setting } from '#bff/config/setting.ts';
import * as schemas from '#bff/config/settingSchemas.ts';

/** Where backend and page are reached, and in which cloud. */
export const serverSettings = {
  HOST: {
    meaning:
      'Address to listen on. The default opens nothing to the network: put a TLS proxy before it, or set `0.0.0.0` in a container.',
    expects: 'a host name or address',
    default: '127.0.0.1',
    schema: schemas.hostName,
  },
  PORT: {
    meaning: 'Port to listen on; 0 takes any free one.',
    expects: 'a whole number from 0 to 65535',
    default: '8080',
    schema: schemas.wholeNumber(0, 65_535),
  },
  PAGE_ORIGINS: {
    meaning:
      'Origins of the page where another host serves it, separated by commas. Only these pass CORS.',
    expects: 'origins such as https://keys.example.com, separated by commas, without paths',
    schema: schemas.pageOrigins,
  },
  SERVE_PAGE: {
    meaning: 'Folder with the built page (`dist/web`), to serve page and API from one host.',
    expects: 'the path of a folder with index.html',
    schema: schemas.text,
  },
  ENVIRONMENT_BADGE: {
    meaning: 'Short word in the top bar of the page, such as TEST. Left out in production.',
    expects: 'a text of 1 to 30 letters',
    schema: schemas.badge,
  },
  EXTENSION_ID: {
    meaning:
      'Id of the companion extension, where it was packed with a key of your own. Left out: the id that its manifest has.',
    expects: 'the 32 letters from a to p of an extension’s id',
    schema: schemas.extensionId,
  },
  LOG_LEVEL: {
    meaning: 'Least level that is logged: debug, info, warn or error.',
    expects: 'debug, info, warn or error',
    default: 'info',
    schema: schemas.logLevel,
  },
  LOGIN_ORIGIN: {
    meaning: "Sign-in origin of the tenant's cloud.",
    expects:
      'the sign-in origin of a Microsoft cloud, or a loopback origin with KEYWRIGHT_EMULATED_TENANT=yes',
    default: 'https://login.microsoftonline.com',
    schema: schemas.loginOrigin,
  },
  GRAPH_ORIGIN: {
    meaning: "Graph origin of the tenant's cloud.",
    expects:
      'the Graph origin of a Microsoft cloud, or a loopback origin with KEYWRIGHT_EMULATED_TENANT=yes',
    default: 'https://graph.microsoft.com',
    schema: schemas.graphOrigin,
  },
  EMULATED_TENANT: {
    meaning:
      '`yes` lets LOGIN_ORIGIN and GRAPH_ORIGIN be an emulator on this machine. For the demo and tests.',
    expects: '`yes` or left out',
    schema: schemas.yes,
  },
} as const satisfies Record<string, Setting>;
