/** Something that nobody asks anything of. */
export function unasked<Dep extends object>(): Dep {
  return new Proxy({} as Dep, {
    get: (_, name) => () => {
      throw new TypeError(`nobody is to ask for ${String(name)}`);
    },
  });
}
