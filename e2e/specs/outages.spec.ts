import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '#bff/store/embeddedPostgres.ts';
import { startStack } from '#e2e/harness/stack.ts';
import { expect, test } from './fixtures.ts';
import { operatorAtStation } from './signedIn.ts';
import { startTcpRelay } from './tcpRelay.ts';

const HOLDER = 'lee.gu@contoso.example';

test('a backend that is away is said so, and the enrolment goes on when it is back', async ({
  page,
  stack,
  rack,
}) => {
  const station = await operatorAtStation(page, stack);
  const id = rack.add('yubikey5');
  rack.plug(id);
  await station.enrol('Lee Gu');
  const tile = station.tile();
  await expect(tile.state).toHaveText('Touch the key');
  await stack.backend.stop();
  rack.touch(id);
  await expect(station.offline).toBeVisible();
  await expect(tile.root).toContainText('Lee Gu');
  await stack.restartBackend('stop');
  await expect(tile.state).toHaveText('Done, unplug', { timeout: 20_000 });
  await expect(station.offline).toHaveCount(0);
  expect(rack.key(id).snapshot().credentials).toHaveLength(1);
});

test('the database is stopped in the middle and comes back', async ({ page, rack }) => {
  const folder = await mkdtemp(join(tmpdir(), 'keywright-db-'));
  const options = { directory: folder, isDisposable: true };
  let database = await startEmbeddedPostgres(options);
  const relay = await startTcpRelay(portOf(database.url('postgres')));
  const stack = await startStack({
    rack,
    drawer: false,
    backend: { KEYWRIGHT_DATABASE_URL: relay.through(database.url('postgres')) },
  });
  try {
    const station = await operatorAtStation(page, stack);
    const id = rack.add('yubikey5');
    rack.plug(id);
    await station.enrol('Lee Gu');
    const tile = station.tile();
    await expect(tile.state).toHaveText('Touch the key');
    await database.stop();
    expect((await fetch(`${stack.backendOrigin}/readyz`)).status).toBe(503);
    expect((await fetch(`${stack.backendOrigin}/healthz`)).status).toBe(200);
    rack.touch(id);
    await expect(tile.failure).toHaveText('Code database_unavailable');
    database = await startEmbeddedPostgres(options);
    relay.target(portOf(database.url('postgres')));
    await expect(tile.state).toHaveText('Done, unplug', { timeout: 20_000 });
    expect(rack.key(id).snapshot().credentials).toHaveLength(1);
    expect(await stack.tenant.passkeysOf(HOLDER)).toHaveLength(1);
  } finally {
    await stack.close();
    relay.close();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
});

function portOf(url: string): number {
  return Number(new URL(url).port);
}
