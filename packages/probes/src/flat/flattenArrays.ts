import { didYouMean, fieldsOf, show } from '@momenta/options'
import { flatten } from '@momenta/tree'
import type { FlatParams } from './FlatParams.js'
import { spansOf } from './spansOf.js'

const isArray = (node: unknown): node is Float64Array => node instanceof Float64Array

const checkShapes = (shapes: unknown, names: readonly string[]): void => {
  const given = fieldsOf(shapes)
  if (given === undefined)
    throw new TypeError(
      `flattenArrays: shapes must be an object such as { kernel: [2, 3] }, got ${show(shapes)}`,
    )
  for (const [name, shape] of given) {
    if (typeof name !== 'string' || !names.includes(name))
      throw new TypeError(
        `flattenArrays: shapes must name leaves of the tree, got ${show(name)}${didYouMean(names, name)}`,
      )
    if (!Array.isArray(shape) || !shape.every((n) => Number.isSafeInteger(n) && n >= 0))
      throw new TypeError(
        `flattenArrays: the shape of ${show(name)} must be a list of non-negative integers, got ${show(shape)}`,
      )
  }
}

/**
 * Flattens a tree of Float64Arrays into one vector.
 *
 * @param shapes - By the name of the leaf, for filters: a kernel is `[in, out]`. Default
 *   `[length]`.
 * @throws TypeError if a node is neither a Float64Array, a list nor a record, or a shape is none or
 *   that of no leaf; RangeError if a shape does not fit its leaf.
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
  checkShapes(shapes, names)
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
