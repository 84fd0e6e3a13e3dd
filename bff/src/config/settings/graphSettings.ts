import type { Setting } from '#bff/config/setting.ts';
import * as schemas from '#bff/config/settingSchemas.ts';

/** How Graph is asked, how fast, and how long its answers count. */
export const graphSettings = {
  GRAPH_VERSION: {
    meaning:
      'Graph version for creationOptions and registration: `v1.0`, or `beta` where challenges must live longer.',
    expects: '`v1.0` or `beta`',
    default: 'v1.0',
    schema: schemas.graphVersion,
  },
  CHALLENGE_MINUTES: {
    meaning: 'How long a challenge lives, 5 to 43200. Only `beta` takes anything but 5.',
    expects: 'a whole number from 5 to 43200, and 5 unless KEYWRIGHT_GRAPH_VERSION is beta',
    default: '5',
    schema: schemas.wholeNumber(5, 43_200),
  },
  GRAPH_WRITES_PER_SECOND: {
    meaning:
      'How many changes a second all backends together may ask of Graph at most; Microsoft publishes 20 for an application in a tenant. The rate starts at 10 and is felt out up to this.',
    expects: 'a whole number from 1 to 1000',
    default: '18',
    schema: schemas.wholeNumber(1, 1_000),
  },
  GRAPH_UNITS_PER_SECOND: {
    meaning:
      'How many resource units a second all backends together may take of Graph at most; each of our reads costs 1 or 2. Microsoft publishes 350 for tenants below 50 people, 500 up to 500, 800 above.',
    expects: 'a whole number from 1 to 10000',
    default: '315',
    schema: schemas.wholeNumber(1, 10_000),
  },
  GRAPH_QUEUE_LENGTH: {
    meaning:
      'How many calls to Graph may wait for their turn in one backend; one more is refused and told when to come again.',
    expects: 'a whole number from 1 to 100000',
    default: '10000',
    schema: schemas.wholeNumber(1, 100_000),
  },
  SETTLE_SECONDS: {
    meaning:
      'How long Entra may take until a read shows what was written; "absent" needs two reads this far apart.',
    expects: 'a whole number from 0 to 600',
    default: '60',
    schema: schemas.wholeNumber(0, 600),
  },
  SWEEP_SECONDS: {
    meaning:
      'How often enrolments that nobody works on are taken further, once nothing happened to them for twice as long.',
    expects: 'a whole number from 1 to 3600',
    default: '60',
    schema: schemas.wholeNumber(1, 3_600),
  },
  BATCH_TOKEN_SECONDS: {
    meaning:
      'How long after its first use a token still gives the next key of a batch. After it the page fetches another, with the roles that its operator has then.',
    expects: 'a whole number from 1 to 3600',
    default: '60',
    schema: schemas.wholeNumber(1, 3_600),
  },
  DIRECTORY_CACHE_SECONDS: {
    meaning:
      'How long people, their groups and the passkey policy are remembered. 0 asks Graph every time.',
    expects: 'a whole number from 0 to 60',
    default: '60',
    schema: schemas.wholeNumber(0, 60),
  },
} as const satisfies Record<string, Setting>;
