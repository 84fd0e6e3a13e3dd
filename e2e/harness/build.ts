import { buildBackend, buildExtension, buildWeb } from './buildAll.ts';

// `npm run build`: what is deployed, and nothing of the demo.
await buildWeb();
await buildBackend();
await buildExtension();
console.log('dist/web, dist/bff and dist/extension are built.');
