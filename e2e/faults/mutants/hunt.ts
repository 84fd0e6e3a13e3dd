import { recordScenarios, stationsOf } from '../layers/recording.ts';
import { singleFaults } from '../layers/singleFaults.ts';
import { playOut } from '../play.ts';
import { SCENARIOS } from '../scenarios.ts';
import { createLane } from '../world/lane.ts';
import { type Caught, FIRST_CATCH } from './caught.ts';

/** Plays scenarios, then single faults, until the checker objects. @returns a line for {@link Caught}. */
export async function hunt(serverUrl: string, seconds: number, seed: number): Promise<string> {
  const lane = await createLane(serverUrl);
  const until = performance.now() + seconds * 1000;
  let runs = 0;
  const caught = (by: string): string => {
    const line: Caught = { by, runs };
    return `${FIRST_CATCH}${JSON.stringify(line)}`;
  };
  try {
    for (const scenario of SCENARIOS) {
      runs += 1;
      const { breaks } = await playOut(lane, { scenario, faults: [], seed });
      const [broken] = breaks;
      if (broken !== undefined) return caught(`${broken.invariant}: ${broken.text}`);
    }
    const stations = stationsOf(await recordScenarios(lane, [seed]));
    for (const trial of singleFaults(stations, seed).trials()) {
      if (performance.now() > until) break;
      runs += 1;
      const [broken] = (await trial.run(lane)).breaks;
      if (broken !== undefined) return caught(`${broken.invariant}: ${broken.text}`);
    }
    return caught('');
  } finally {
    await lane.close();
  }
}
