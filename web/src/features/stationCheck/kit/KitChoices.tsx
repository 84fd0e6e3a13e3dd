import { Disclosure } from '#web/components/Disclosure.tsx';
import { SelectField } from '#web/components/SelectField.tsx';
import { TextArea } from '#web/components/TextArea.tsx';
import { stationKitMessages as words } from '#web/presentation/messages.stationKit.ts';
import {
  STATION_BROWSERS,
  STATION_SYSTEMS,
  type StationBrowser,
  type StationSystem,
} from '#web/usecases/stationKit/stationBrowsers.ts';

/** Which kit is wanted, as chosen. */
export interface KitChoice {
  readonly os: StationSystem;
  readonly browser: StationBrowser;
  /** As typed. */
  readonly alsoOpens: string;
}

interface KitChoicesProps {
  readonly origin: string;
  /** What this computer is, as far as it says. */
  readonly here: { readonly os: StationSystem | null; readonly browser: StationBrowser | null };
  readonly choice: KitChoice;
  /** A line that is no address. */
  readonly wrong: string | null;
  readonly onChoice: (change: Partial<KitChoice>) => void;
}

/** For which system and browser, and where else the sign-in leads. */
export function KitChoices({ origin, here, choice, wrong, onChoice }: KitChoicesProps) {
  return (
    <section aria-labelledby="which" className="flex flex-col gap-4">
      <div>
        <h2 id="which" className="font-semibold text-title">
          {words.which}
        </h2>
        <p className="text-muted">
          {words.forOrigin} <bdi className="font-semibold text-text">{origin}</bdi>
        </p>
      </div>
      <div className="grid gap-4 wide:grid-cols-2">
        <SelectField
          label={words.os}
          value={choice.os}
          options={STATION_SYSTEMS.map((os) => option(os, words.systems[os], here.os))}
          onChange={({ target }) => {
            const os = STATION_SYSTEMS.find((one) => one === target.value);
            if (os !== undefined) onChoice({ os });
          }}
        />
        <SelectField
          label={words.browser}
          value={choice.browser}
          options={STATION_BROWSERS.map((one) => option(one, words.browsers[one], here.browser))}
          onChange={({ target }) => {
            const browser = STATION_BROWSERS.find((one) => one === target.value);
            if (browser !== undefined) onChoice({ browser });
          }}
        />
      </div>
      <Disclosure summary={words.alsoOpens}>
        <TextArea
          label={words.alsoOpens}
          rows={2}
          value={choice.alsoOpens}
          help={words.alsoOpensHelp}
          error={wrong === null ? undefined : words.alsoOpensError(wrong)}
          onChange={({ target }) => onChoice({ alsoOpens: target.value })}
          spellCheck={false}
          autoComplete="off"
          className="font-mono text-small"
        />
      </Disclosure>
      <p className="max-w-prose text-muted">{words.state[choice.os]}</p>
    </section>
  );
}

function option(value: string, name: string, here: string | null) {
  return { value, label: value === here ? words.thisComputer(name) : name };
}
