import { type Leaf, measuresOf, selected, type Transform } from '@momenta/core'
import type { LeafState } from './Kernel.js'
import { kernels } from './kernels.js'
import type { Segment, SegmentLeaf } from './Segment.js'

/**
 * Arrays of a leaf between two segments. A kernel reads an element before it writes it, so it may write over the updates that it
 * reads; but not over what is still bound as the gradient, which parts further down read.
 */
const bufferOf = (pool: Float64Array[], size: number, taken: readonly Float64Array[]) => {
  const free = pool.find((buffer) => !taken.includes(buffer))
  if (free !== undefined) return free
  const made = new Float64Array(size)
  pool.push(made)
  return made
}

/** Lays the segments of a chain out over the arrays of a run. */
export const segmentsFor = (
  transform: Transform,
  leaves: readonly Leaf[],
  params: readonly Float64Array[],
  grads: readonly Float64Array[],
  states: readonly { readonly [leaf: string]: LeafState }[],
): readonly Segment[] => {
  const pools = leaves.map((): Float64Array[] => [])
  const all = measuresOf(transform)
  const g = [...grads]
  const u = [...grads]
  return all.map((measures, s) => {
    const { from, to } = measures
    const parts = transform.slice(from, to)
    const owns = parts.map((part) => selected(part, leaves))
    const places = owns.map((own) => new Map(own.map((leaf, place) => [leaf, place])))
    const last = s === all.length - 1
    const closing = parts.at(-1)
    const closes = closing?.rebinds === true && closing.only === undefined
    const leafOf = ({ name, size }: Leaf, i: number): SegmentLeaf => {
      const active = parts.flatMap((_, k) => (places[k]?.has(i) ? [k] : []))
      const p = params[i] as Float64Array
      const bound = g[i] as Float64Array
      const pool = pools[i] as Float64Array[]
      const arriving = u[i] as Float64Array
      const out = last ? p : bufferOf(pool, size, [bound])
      const rebinds = active.some((k) => parts[k]?.rebinds)
      const rebound = rebinds ? bufferOf(pool, size, [bound, out]) : bound
      u[i] = out
      if (closes) g[i] = out
      else if (rebinds) g[i] = rebound
      const own = active.map((k) => parts[k] as Transform[number])
      return {
        name,
        arrays: { u: arriving, p, g: bound, out, rebound },
        active,
        places: active.map((k) => places[k]?.get(i) as number),
        states: active.map((k) => states[from + k]?.[name] as LeafState),
        kernelOf: kernels(own, last),
      }
    }
    return {
      measures,
      parts,
      owns,
      names: owns.map((own) => own.map((leaf) => (leaves[leaf] as Leaf).name)),
      leaves: leaves.map(leafOf),
      rebinds: parts.some((part) => part.rebinds),
      last,
    }
  })
}
