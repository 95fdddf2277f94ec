import leven from 'leven'

/**
 * `must be one of …, got 'x'`, with the nearest name if one is close; long lists refer to --list.
 */
export const oneOf = (names: readonly string[], got: string): string => {
  const [near] = [...names].sort((a, b) => leven(a, got) - leven(b, got))
  const close = near !== undefined && leven(near, got) <= Math.max(2, got.length / 3)
  const list = names.length <= 12 ? `one of ${names.join(', ')}` : 'a name of --list'
  return `must be ${list}, got '${got}'${close ? `; did you mean '${near}'?` : ''}`
}
