/** An id as a part of a path. */
export const pathPart = (text: string) => encodeURIComponent(text);

/** The members that say something, as a query. */
export function queryOf(members: Readonly<Record<string, string | undefined>>): string {
  const said = Object.entries(members).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${pathPart(value)}`],
  );
  return said.length === 0 ? '' : `?${said.join('&')}`;
}

/** The name our backend gave a file. */
export function fileNameOf(headers: Headers): string | undefined {
  return /filename="([\w.-]{1,80})"/.exec(headers.get('content-disposition') ?? '')?.[1];
}
