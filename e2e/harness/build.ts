import { buildBackend, buildWeb } from './buildAll.ts';

// `npm run build`: what is deployed, and nothing of the demo.
await buildWeb();
await buildBackend();
console.log('dist/web and dist/bff are built.');
