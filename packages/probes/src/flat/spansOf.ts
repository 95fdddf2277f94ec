import type { Span } from './Span.js'

/** The spans of named leaves of given shapes, one after the other. */
export const spansOf = (
  leaves: readonly { readonly name: string; readonly shape: readonly number[] }[],
): readonly Span[] => {
  let offset = 0
  return leaves.map(({ name, shape }) => {
    const size = shape.reduce((product, n) => product * n, 1)
    const span = { name, shape, offset, size }
    offset += size
    return span
  })
}
