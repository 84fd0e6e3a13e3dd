import { type KitParts, linesOf, type SystemKit } from './kitFile.ts';
import { startSwitches } from './startSwitches.ts';
import type { PolicyValue } from './stationPolicies.ts';

const START = 'keywright-station.cmd';
const POLICY = 'keywright-station-policy.reg';
const UNDO = 'keywright-station-undo.cmd';

/** Only administrators may change what lies here, and what runs as administrator must not be changed by anybody else. */
const FOLDER = '%ProgramFiles%\\KeywrightStation';
/** Values of a list have numbers for names. High ones, so as to overwrite and remove nobody else's. */
const FIRST_NUMBER = 7001;
const SYSTEM = '%SystemRoot%\\System32';

/** Start file, registry file and undo for Windows. Programs by their full path: `cmd` looks into the folder it is in first. */
export function windowsKit(parts: KitParts): SystemKit {
  return {
    files: [
      { role: 'policy', name: POLICY, text: linesOf(registryFile(parts), '\r\n') },
      { role: 'start', name: START, text: linesOf(startFile(parts), '\r\n') },
      { role: 'undo', name: UNDO, text: linesOf(undoFile(parts), '\r\n') },
    ],
    commands: {
      policy: [`reg import ${POLICY}`],
      start: [`mkdir "${FOLDER}"`, `copy ${START} "${FOLDER}"`, `"${FOLDER}\\${START}"`],
      undo: [UNDO],
    },
  };
}

function startFile({ browser, origin, places }: KitParts): string[] {
  const { program } = places.windows;
  const profile = `${FOLDER}\\${browser}`;
  const switches = startSwitches({ os: 'windows', origin, profile });
  return [
    '@echo off',
    `rem Starts the Keywright station for ${origin} in ${places.name}, as administrator:`,
    'rem Windows gives the handle of a security key to nobody else.',
    ...elevate(),
    'set "BROWSER="',
    `for %%P in ("%ProgramFiles%\\${program}" "%ProgramFiles(x86)%\\${program}") do if not defined BROWSER if exist %%P set "BROWSER=%%~P"`,
    'if defined BROWSER goto found',
    `echo ${places.name} was not found in Program Files. One in a folder of a user must not run as administrator.`,
    'pause',
    'exit /b 1',
    ':found',
    `if not exist "${profile}" mkdir "${profile}"`,
    'rem The profile of a browser that runs as administrator is for administrators and the system alone.',
    `"${SYSTEM}\\icacls.exe" "${profile}" /inheritance:r /grant:r "*S-1-5-32-544:(OI)(CI)F" "*S-1-5-18:(OI)(CI)F" >nul`,
    `start "" "%BROWSER%" ${switches.map((argument) => `"${argument}"`).join(' ')}`,
  ];
}

function undoFile({ browser, places, policies }: KitParts): string[] {
  const root = `HKLM\\${places.windows.policyKey}`;
  const remove = (key: string, value: string) =>
    `"${SYSTEM}\\reg.exe" delete "${key}" /v ${value} /f >nul 2>&1`;
  return [
    '@echo off',
    `rem Takes the Keywright station in ${places.name} back: its profile and its policies. Close it first.`,
    ...elevate(),
    `if exist "${FOLDER}\\${browser}" rmdir /s /q "${FOLDER}\\${browser}"`,
    ...Object.entries(policies).flatMap(([name, value]) => {
      const list = stringsOf(value);
      return list === null
        ? [remove(root, name)]
        : list.map((_, index) => remove(`${root}\\${name}`, `${FIRST_NUMBER + index}`));
    }),
    `echo Done. You may delete ${FOLDER} as well.`,
    'pause',
  ];
}

/** Starts the file again as administrator, after Windows has asked, and goes on only there. */
function elevate(): string[] {
  return [
    'setlocal DisableDelayedExpansion',
    `"${SYSTEM}\\fltmc.exe" >nul 2>&1 && goto elevated`,
    'set "SELF=%~f0"',
    // By the environment: no path, whatever is in it, becomes part of a command.
    `"${SYSTEM}\\WindowsPowerShell\\v1.0\\powershell.exe" -NoProfile -Command "Start-Process -FilePath $env:SELF -Verb RunAs"`,
    'exit /b',
    ':elevated',
  ];
}

function registryFile({ places, policies }: KitParts): string[] {
  const root = `HKEY_LOCAL_MACHINE\\${places.windows.policyKey}`;
  const entries = Object.entries(policies);
  const single = entries.filter(([, value]) => stringsOf(value) === null);
  const lists = entries.flatMap(([name, value]) => {
    const list = stringsOf(value);
    return list === null ? [] : [{ name, list }];
  });
  return [
    'Windows Registry Editor Version 5.00',
    '',
    `[${root}]`,
    ...single.map(([name, value]) => `"${name}"=${registryValue(value)}`),
    ...lists.flatMap(({ name, list }) => [
      '',
      `[${root}\\${name}]`,
      ...list.map((text, index) => `"${FIRST_NUMBER + index}"=${quote(text)}`),
    ]),
  ];
}

/** A list of plain strings has a key of its own; anything else that is no number is JSON in one string. */
function stringsOf(value: PolicyValue): readonly string[] | null {
  if (typeof value === 'boolean') return null;
  const strings = value.filter((item) => typeof item === 'string');
  return strings.length === value.length ? strings : null;
}

function registryValue(value: PolicyValue): string {
  return typeof value === 'boolean'
    ? `dword:0000000${Number(value)}`
    : quote(JSON.stringify(value));
}

function quote(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
