import type { Leaf } from '@momenta/core'
import type { Layout, LayoutSegment } from '@momenta/core/program'

/** The arrays of one leaf in a segment. */
export interface LeafArrays {
  readonly updates: Float64Array
  readonly params: Float64Array
  readonly grads: Float64Array
  /** Receives the updates; in the last segment the parameters, over themselves. */
  readonly out: Float64Array
  /** Receives the gradient that a part rebinds. */
  readonly bound: Float64Array
}

/**
 * A buffer between two segments. A kernel reads an element before it writes it, so it may overwrite
 * the updates that it reads, but not what is still bound as the gradient, which later parts read.
 */
const bufferOf = (pool: Float64Array[], size: number, taken: readonly Float64Array[]) => {
  const free = pool.find((buffer) => !taken.includes(buffer))
  if (free !== undefined) return free
  const made = new Float64Array(size)
  pool.push(made)
  return made
}

const rebindsOn = ({ transform }: Layout, { groups }: LayoutSegment, leaf: number): boolean =>
  groups.some(
    ({ parts, leaves }) => leaves.includes(leaf) && parts.some((part) => transform[part]?.rebinds),
  )

/** Assigns arrays to one leaf, segment by segment. */
const bindLeaf = (
  layout: Layout,
  leaf: number,
  { size }: Leaf,
  params: Float64Array,
  raw: Float64Array,
): readonly LeafArrays[] => {
  const pool: Float64Array[] = []
  let [updates, grads] = [raw, raw]
  return layout.segments.map((segment) => {
    const out = segment.last ? params : bufferOf(pool, size, [grads])
    const rebinds = !segment.bindsUpdates && rebindsOn(layout, segment, leaf)
    const bound = rebinds ? bufferOf(pool, size, [grads, out]) : grads
    const arrays = { updates, params, grads, out, bound }
    updates = out
    grads = segment.bindsUpdates ? out : bound
    return arrays
  })
}

/**
 * Assigns the arrays of every leaf in each segment of a run.
 *
 * @param params - One array for each leaf.
 * @param grads - Arrays that the raw gradients are written to before each step.
 */
export const bindArrays = (
  layout: Layout,
  leaves: readonly Leaf[],
  params: readonly Float64Array[],
  grads: readonly Float64Array[],
): readonly (readonly LeafArrays[])[] => {
  const byLeaf = leaves.map((leaf, i) =>
    bindLeaf(layout, i, leaf, params[i] as Float64Array, grads[i] as Float64Array),
  )
  return layout.segments.map((_, s) => byLeaf.map((arrays) => arrays[s] as LeafArrays))
}
