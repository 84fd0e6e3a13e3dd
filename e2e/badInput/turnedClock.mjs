import { readFileSync } from 'node:fs';

// Loaded into the backend before anything else (`--import`): its clock runs ahead by as many milliseconds as a file says.
// A test turns it, and no test has to wait for five minutes to pass.
const file = process.env.TURNED_CLOCK_FILE ?? '';
const RealDate = Date;

function now() {
  try {
    return RealDate.now() + Number(readFileSync(file, 'utf8'));
  } catch {
    return RealDate.now();
  }
}

globalThis.Date = class extends RealDate {
  constructor(...parts) {
    if (parts.length === 0) super(now());
    else super(...parts);
  }

  static now() {
    return now();
  }
};
