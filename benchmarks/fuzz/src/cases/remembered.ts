/** A function that keeps what it made for each list of arguments, which are plain data. */
export const remembered = <A extends readonly unknown[], R>(
  make: (...args: A) => R,
): ((...args: A) => R) => {
  const known = new Map<string, R>()
  return (...args) => {
    const key = JSON.stringify(args)
    const made = known.get(key) ?? make(...args)
    known.set(key, made)
    return made
  }
}
