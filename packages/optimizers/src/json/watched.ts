/** Options that note which of them were looked at: a factory names its options by reading them. */
export const watched = <T extends object>(
  options: T,
): { readonly options: T; readonly read: ReadonlySet<string> } => {
  const read = new Set<string>()
  const note = (name: string | symbol) => typeof name === 'string' && read.add(name)
  return {
    read,
    options: new Proxy(options, {
      get: (target, name) => {
        note(name)
        return Reflect.get(target, name)
      },
    }),
  }
}
