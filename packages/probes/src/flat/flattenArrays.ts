import { flatten } from '@momenta/tree'
import type { FlatParams } from './FlatParams.js'
import { spansOf } from './spansOf.js'

const isArray = (node: unknown): node is Float64Array => node instanceof Float64Array

/**
 * Flattens a tree of Float64Arrays into one vector.
 *
 * @param shapes - By the name of the leaf, for filters: a kernel is `[in, out]`. Default
 *   `[length]`.
 * @throws TypeError if a node is neither a Float64Array, a list nor a record; RangeError if a shape
 *   does not fit its leaf.
 *
 * @example
 * import { flattenArrays } from '@momenta/probes'
 *
 * const flat = flattenArrays({ kernel: Float64Array.of(1, 2, 3, 4), bias: Float64Array.of(5, 6) }, { kernel: [2, 2] })
 * flat.values // => [1, 2, 3, 4, 5, 6]
 * flat.spans[1] // => { name: 'bias', shape: [2], offset: 4, size: 2 }
 * flat.unflatten(flat.values.map((n) => -n)).bias // => [-5, -6]
 */
export const flattenArrays = <P extends object>(
  tree: P,
  shapes: { readonly [name: string]: readonly number[] } = {},
): FlatParams<P> => {
  const { leaves, names, rebuild } = flatten('flattenArrays', tree, isArray)
  const spans = spansOf(
    leaves.map((leaf, i) => {
      const name = names[i] as string
      return { name, shape: shapes[name] ?? [leaf.length] }
    }),
  )
  for (const [i, { name, shape, size }] of spans.entries())
    if (size !== leaves[i]?.length)
      throw new RangeError(
        `flattenArrays: shape [${shape}] of '${name}' must have ${leaves[i]?.length} elements, got ${size}`,
      )
  const values = new Float64Array(spans.reduce((sum, { size }) => sum + size, 0))
  for (const [i, { offset }] of spans.entries()) values.set(leaves[i] as Float64Array, offset)
  return {
    values,
    spans,
    unflatten: (values) =>
      rebuild(spans.map(({ offset, size }) => values.slice(offset, offset + size))) as P,
  }
}
