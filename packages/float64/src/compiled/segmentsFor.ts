import { type Leaf, measuresOf, selected, type Transform } from '@momenta/core'
import type { LeafState } from './Kernel.js'
import { kernels } from './kernels.js'
import type { Segment } from './Segment.js'

/** Lays out the segments of a chain over the arrays of a run. */
export const segmentsFor = (
  transform: Transform,
  leaves: readonly Leaf[],
  params: readonly Float64Array[],
  grads: readonly Float64Array[],
  states: readonly { readonly [leaf: string]: LeafState }[],
): readonly Segment[] => {
  const like = () => params.map((leaf) => new Float64Array(leaf.length))
  const between = like()
  const rebound = like()
  const cuts = measuresOf(transform)
  let g = grads
  let u = grads
  return cuts.map((measures, s) => {
    const { from, to } = measures
    const parts = transform.slice(from, to)
    const owns = parts.map((part) => selected(part, leaves))
    const last = s === cuts.length - 1
    const rebinds = parts.some((part) => part.rebinds)
    const out = last ? params : between
    const segment: Segment = {
      from,
      parts,
      owns,
      names: owns.map((own) => own.map((leaf) => (leaves[leaf] as Leaf).name)),
      measures,
      rebinds,
      leaves: leaves.map(({ name }, i) => {
        const active = parts.flatMap((_, k) => (owns[k]?.includes(i) ? [k] : []))
        return {
          arrays: {
            u: u[i] as Float64Array,
            p: params[i] as Float64Array,
            g: g[i] as Float64Array,
            out: out[i] as Float64Array,
            rebound: rebound[i] as Float64Array,
          },
          active,
          places: active.map((k) => (owns[k] as readonly number[]).indexOf(i)),
          states: active.map((k) => states[from + k]?.[name] as LeafState),
          kernelOf: kernels(
            active.map((k) => parts[k] as Transform[number]),
            last,
          ),
        }
      }),
    }
    u = out
    if (rebinds) {
      const closing = parts.at(-1)
      const own = (leaf: number) => parts.some((part, k) => part.rebinds && owns[k]?.includes(leaf))
      g =
        closing?.rebinds && closing.only === undefined
          ? u
          : g.map((leaf, i) => (own(i) ? (rebound[i] as Float64Array) : leaf))
    }
    return segment
  })
}
