import { type ReduceLeaf, reduceLeaf } from '@momenta/core/program'
import { numbers } from '../arithmetic/numbers.js'
import { elementOf } from './elementOf.js'

/** Computes the expressions that one part reduces on one leaf, element by element. */
export const reduceArrays: ReduceLeaf<Float64Array> = (description, wanted, input) => {
  const { updates, params, grads, slots } = input
  const elements = Array.from(params, (p, i) =>
    reduceLeaf(numbers, description, wanted, {
      updates: updates[i] as number,
      params: p,
      grads: grads[i] as number,
      slots: elementOf(slots, i),
    }),
  )
  return wanted.reduction.outputs.map((_, o) =>
    Float64Array.from(elements, (values) => values[o] as number),
  )
}
