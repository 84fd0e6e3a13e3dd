/**
 * Host names as `URL` writes them (other scripts as punycode), so that nothing is left that a shell, a batch file, a
 * registry file, XML or a policy filter reads as its own: only letters, digits, dots, hyphens.
 */
const HOST = /^(?!-)[a-z0-9-]{1,63}(?:\.(?!-)[a-z0-9-]{1,63})*$/;
const PORT = /^\d{0,5}$/;
const LOOPBACK = ['localhost', '127.0.0.1'];
const LONGEST_HOST = 253;

/**
 * Reads an origin that may stand in the files of a station: https, or http on this very machine; nothing but scheme, host
 * and port.
 * @returns the origin as browsers write it, or null for anything else
 */
export function readStationOrigin(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { origin, protocol, hostname, port } = new URL(text);
  const isSecure = protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
  if (!isSecure || hostname.length > LONGEST_HOST || !HOST.test(hostname) || !PORT.test(port)) {
    return null;
  }
  // What was given has to be what is written: no path, no name and password, no white space that `URL` swallows.
  return text === origin || text === `${origin}/` ? origin : null;
}

/** A filter of `URLAllowlist` for this origin alone. @param origin as {@link readStationOrigin} gives it */
export function exactFilter(origin: string): string {
  const { protocol, host, hostname } = new URL(origin);
  // The dot keeps hosts below it out; an address has none.
  return `${protocol}//${/^[\d.]+$/.test(hostname) ? '' : '.'}${host}`;
}
