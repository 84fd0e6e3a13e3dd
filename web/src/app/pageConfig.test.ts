import { describe, expect, it } from 'vitest';
import { readPageConfig } from './pageConfig.ts';

const auth = {
  clientId: '11111111-2222-3333-4444-555555555555',
  authority: 'https://login.microsoftonline.com/contoso.example',
  scope: 'api://keywright/Station.Use',
};
const whole = { apiOrigin: '', environmentBadge: null, auth };

describe('the settings of the page', () => {
  it('are taken as they are when they are whole', () => {
    expect(readPageConfig(whole)).toEqual({ kind: 'ready', config: whole });
  });

  it('keep the members for an emulated tenant', () => {
    const demo = {
      apiOrigin: 'http://localhost:3000',
      environmentBadge: 'Demo tenant',
      auth: { ...auth, knownAuthorities: ['localhost:4000'], authorityMetadata: '{}' },
    };
    expect(readPageConfig(demo)).toEqual({ kind: 'ready', config: demo });
  });

  it('may leave the badge out', () => {
    expect(readPageConfig({ apiOrigin: '', auth })).toEqual({ kind: 'ready', config: whole });
  });

  it.each([
    ['config.json', null],
    ['config.json', []],
    ['apiOrigin', { ...whole, apiOrigin: undefined }],
    ['apiOrigin', { ...whole, apiOrigin: 'https://api.example/path' }],
    ['apiOrigin', { ...whole, apiOrigin: 'localhost' }],
    ['environmentBadge', { ...whole, environmentBadge: 7 }],
    ['auth', { ...whole, auth: undefined }],
    ['auth.clientId', { ...whole, auth: { ...auth, clientId: 'mine' } }],
    ['auth.authority', { ...whole, auth: { ...auth, authority: 'login' } }],
    ['auth.scope', { ...whole, auth: { ...auth, scope: '' } }],
    ['auth.knownAuthorities', { ...whole, auth: { ...auth, knownAuthorities: [1] } }],
    ['auth.authorityMetadata', { ...whole, auth: { ...auth, authorityMetadata: {} } }],
  ])('name %s when it is what cannot be used', (member, json) => {
    expect(readPageConfig(json)).toEqual({ kind: 'broken', member });
  });
});
