import { randomBytes } from 'node:crypto';
import type { GuestAgent, Ran, RunOptions } from '../machine/guestAgent.ts';

/** A credential that libfido2 made and whose attestation it has verified. */
export interface MadeCredential {
  readonly rpId: string;
  /** Base64, as the tools write it. */
  readonly id: string;
  /** A PEM file in the guest. */
  readonly publicKeyFile: string;
}

/** How a credential is made or used. */
export interface CredentialOptions {
  readonly rpId: string;
  readonly resident?: boolean;
  /** The tool is told this PIN where it asks. */
  readonly pin?: string;
  /** The user has to be verified; needs a key with tokens of CTAP 2.1, as the tools take it for the key's own part otherwise. */
  readonly verified?: boolean;
}

/** libfido2's command line tools at one key of the guest. Each fails with what the tool said where it refuses. */
export interface FidoTools {
  token(flags: readonly string[], answers?: RunOptions['answers']): Promise<string>;
  setPin(pin: string): Promise<string>;
  changePin(from: string, to: string): Promise<string>;
  makeCredential(options: CredentialOptions): Promise<MadeCredential>;
  /** Makes an assertion and verifies its signature. */
  assert(credential: MadeCredential, options: CredentialOptions): Promise<void>;
}

const FOLDER = '/tmp/fido';
const MOST_OPENINGS = 3;
const NOT_OPENED = /fido_dev_open \S+: FIDO_ERR_RX/;

/** The tools for the key at a node such as /dev/hidraw0. */
export function createFidoTools(agent: GuestAgent, device: string): FidoTools {
  const random = () => randomBytes(32).toString('base64');

  async function run(argv: readonly string[], options?: RunOptions): Promise<string> {
    let ran: Ran = await agent.run(argv, options);
    // Nothing but INIT was sent, and its answer came late: an emulated processor takes its time.
    for (let tries = 1; tries < MOST_OPENINGS && NOT_OPENED.test(ran.output); tries += 1) {
      ran = await agent.run(argv, options);
    }
    if (ran.code !== 0) throw new Error(`${argv.join(' ')} ended with ${ran.code}: ${ran.output}`);
    return ran.output;
  }
  const token: FidoTools['token'] = (flags, answers = []) =>
    run(['fido2-token', ...flags, device], { answers });
  const withPin = (pin: string | undefined): RunOptions =>
    pin === undefined ? {} : { answers: [['Enter PIN for', pin]] };
  const twice = (pin: string) =>
    [
      ['Enter new PIN for', pin],
      ['Enter the same PIN again', pin],
    ] as const;

  return {
    token,
    setPin: (pin) => token(['-S'], twice(pin)),
    changePin: (from, to) => token(['-C'], [['Enter current PIN for', from], ...twice(to)]),
    async makeCredential({ rpId, resident = false, pin, verified = false }) {
      const lines = [random(), rpId, 'lee@contoso.example', random()];
      await agent.write(`${FOLDER}/make`, `${lines.join('\n')}\n`);
      const flags = [...(resident ? ['-r'] : []), ...(verified ? ['-v'] : [])];
      await run(
        ['fido2-cred', '-M', ...flags, '-i', `${FOLDER}/make`, '-o', `${FOLDER}/made`, device],
        withPin(pin),
      );
      const verify = pin === undefined ? [] : ['-v'];
      const told = await run(['fido2-cred', '-V', ...verify, '-i', `${FOLDER}/made`]);
      const [id = '', ...pem] = told.trim().split('\n');
      const publicKeyFile = `${FOLDER}/${randomBytes(4).toString('hex')}.pem`;
      await agent.write(publicKeyFile, `${pem.join('\n')}\n`);
      return { rpId, id, publicKeyFile };
    },
    async assert({ rpId, id, publicKeyFile }, { resident = false, pin, verified = false }) {
      const lines = [random(), rpId, ...(resident ? [] : [id])];
      await agent.write(`${FOLDER}/ask`, `${lines.join('\n')}\n`);
      const flags = [...(resident ? ['-r'] : []), ...(verified ? ['-v'] : [])];
      await run(
        ['fido2-assert', '-G', ...flags, '-i', `${FOLDER}/ask`, '-o', `${FOLDER}/said`, device],
        withPin(pin),
      );
      const verify = verified ? ['-p', '-v'] : ['-p'];
      await run(['fido2-assert', '-V', ...verify, '-i', `${FOLDER}/said`, publicKeyFile, 'es256']);
    },
  };
}
