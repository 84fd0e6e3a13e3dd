// Stands for the Azure CLI in entraSetup.test.ts: keeps what Graph would keep in the JSON file that FAKE_AZ_STATE names,
// answers the queries that docs/entra-setup.sh asks, and refuses everything else.
import { readFileSync, writeFileSync } from 'node:fs';

const file = process.env.FAKE_AZ_STATE;
const state = JSON.parse(readFileSync(file, 'utf8'));
const args = process.argv.slice(2);
const option = (name) => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

function refuse(reason) {
  process.stderr.write(`ERROR: ${reason}\n`);
  process.exit(1);
}

function finish(text = '') {
  state.calls.push(args.slice(0, 5).join(' '));
  writeFileSync(file, JSON.stringify(state));
  process.stdout.write(text === '' ? '' : `${text}\n`);
}

const GRAPH = 'https://graph.microsoft.com/v1.0';
let drawn = Object.values(state.objects).length;
const newId = () => {
  drawn += 1;
  return `00000000-0000-4000-8000-${String(drawn).padStart(12, '0')}`;
};

/** `$filter` of the form `a eq 'x' and b eq 'y'`. */
function matches(filter, object) {
  return filter
    .replace('$filter=', '')
    .split(' and ')
    .every((term) => {
      const [, name, value] = /^(\w+) eq '(.*)'$/.exec(term) ?? refuse(`filter ${term}`);
      return object[name] === value;
    });
}

/** The JMESPath queries of the script, by their text. */
function project(query, value, found) {
  switch (query) {
    case '@':
      return '';
    case 'id':
      return value.id;
    case 'appId':
      return value.appId;
    case '[id, appId]':
      return `${value.id}\n${value.appId}`;
    case 'value[].[id, appId]':
      return found.map(({ id, appId }) => `${id}\t${appId}`).join('\n');
    case 'value[0].id':
      return found[0]?.id ?? '';
    case 'value[0].scope':
      return found[0]?.scope ?? '';
    case 'keyCredentials[].customKeyIdentifier':
      return (value.keyCredentials ?? []).map((key) => key.customKeyIdentifier).join('\n');
    case "contains(alternativeNames, 'isExplicit=True')":
      return String((value.alternativeNames ?? []).includes('isExplicit=True'));
    default: {
      const terms = /^value\[\?(.*)\]\.id \| \[0\]$/.exec(query)?.[1] ?? refuse(`query ${query}`);
      const wanted = terms.split(' && ').map((term) => term.replaceAll("'", '').split('=='));
      return found.find((one) => wanted.every(([name, text]) => one[name] === text))?.id ?? '';
    }
  }
}

function rest() {
  const path = option('--url').replace(GRAPH, '');
  const [, collection, id, child] = path.split('/');
  const listName = child === undefined ? collection : `${id}/${child}`;
  if (id !== undefined && state.objects[id] === undefined) refuse(`404 ${path}`);
  const method = option('--method');
  const query = option('--query');
  if (method === 'get') {
    const parameter = option('--url-parameters') ?? '';
    const found = Object.values(state.objects).filter(
      (one) =>
        one.list === listName && (!parameter.startsWith('$filter') || matches(parameter, one)),
    );
    return finish(project(query, state.objects[id] ?? {}, found));
  }
  const body = JSON.parse(option('--body'));
  if (method === 'patch') {
    const scopes = state.objects[id].api?.oauth2PermissionScopes ?? [];
    const named = body.api?.preAuthorizedApplications?.[0]?.delegatedPermissionIds ?? [];
    if (named.some((scope) => !scopes.some((one) => one.id === scope))) refuse('400 no such scope');
    const api = { ...state.objects[id].api, ...body.api };
    Object.assign(state.objects[id], body, { api });
    return finish();
  }
  const made = { list: listName, id: newId(), ...body };
  if (collection === 'applications' && child === undefined)
    made.appId = newId().replace('8000', '9000');
  state.objects[made.id] = made;
  return finish(project(query, made, []));
}

if (args[0] === 'account') finish('11111111-2222-4333-8444-555555555555');
else if (args[0] === 'rest') rest();
else if (args.slice(0, 4).join(' ') === 'ad app credential reset') {
  const pem = readFileSync(option('--cert').slice(1), 'utf8');
  const { X509Certificate } = await import('node:crypto');
  const thumbprint = new X509Certificate(pem).fingerprint.replaceAll(':', '');
  const app = Object.values(state.objects).find(
    (one) => one.list === 'applications' && one.appId === option('--id'),
  );
  if (!args.includes('--append')) app.keyCredentials = [];
  app.keyCredentials = [...(app.keyCredentials ?? []), { customKeyIdentifier: thumbprint }];
  finish();
} else refuse(`not expected: az ${args.join(' ')}`);
