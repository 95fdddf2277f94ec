import type { Description } from '../Description.js'
import { mapDictionary } from '../mapDictionary.js'
import type { PartState } from '../State.js'
import type { Layout } from './Layout.js'
import type { LeafMeasurement, Measurement, PartReduction } from './Measurement.js'
import type { Norm } from './Norm.js'
import type { ReduceLeaf } from './reduceLeaf.js'

/** The leaves as they are bound at a segment. */
export type BoundLeaves<L> = { readonly [N in Norm]: readonly L[] }

const measurePart = <L>(
  { transform, names }: Layout,
  wanted: PartReduction,
  bound: BoundLeaves<L>,
  states: readonly PartState<L>[],
  reduce: ReduceLeaf<L>,
): readonly LeafMeasurement<L>[] =>
  wanted.leaves.flatMap((leaf) => {
    const input = {
      updates: bound.updates[leaf] as L,
      grads: bound.grads[leaf] as L,
      params: bound.params[leaf] as L,
      slots: mapDictionary(
        (states[wanted.part] as PartState<L>).slots,
        (slot) => slot[names[leaf] as string] as L,
      ),
    }
    const values = reduce(transform[wanted.part] as Description, wanted, input)
    return wanted.reduction.outputs.map(({ by }, i) => ({
      by: by as LeafMeasurement<L>['by'],
      of: values[i] as L,
    }))
  })

/** What a measurement computes from single leaves, in the order of its result. */
export const measureLeaves = <L>(
  layout: Layout,
  { norms, value, reductions }: Measurement,
  bound: BoundLeaves<L>,
  loss: L | undefined,
  states: readonly PartState<L>[],
  reduce: ReduceLeaf<L>,
): readonly LeafMeasurement<L>[] => [
  ...norms.flatMap((norm) => bound[norm].map((of) => ({ by: 'norm', of }) as const)),
  ...(value ? [{ by: 'sum', of: loss as L } as const] : []),
  ...reductions.flatMap((wanted) => measurePart(layout, wanted, bound, states, reduce)),
]
