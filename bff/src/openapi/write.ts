import { writeFileSync } from 'node:fs';
import { documentText } from './documentText.ts';

// `npm run openapi`: writes the document that is checked in, for reviews of what the API promises.
writeFileSync(new URL('../../openapi.json', import.meta.url), documentText());
