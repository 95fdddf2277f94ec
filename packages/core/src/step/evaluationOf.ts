import type { EvaluatedAt } from '../EvaluatedAt.js'
import type { Leaf } from '../Leaf.js'
import { mapDictionary } from '../mapDictionary.js'
import type { State } from '../State.js'
import type { Transform } from '../Transform.js'
import { actsOn } from './actsOn.js'

/**
 * The parameters at which a model is to be evaluated, one for each leaf: what the last part says
 * that acts on the leaf and says something, else the parameters.
 *
 * @param compute - Computes them for one leaf, from its parameters, the slots and the
 *   hyperparameters of the part.
 *
 * @example
 * import { identity } from '@momenta/core'
 * import { evaluationOf } from '@momenta/core/program'
 *
 * const leaves = [{ name: 'w', shape: [], size: 1 }]
 * evaluationOf(identity, leaves, [3], { step: 0, parts: [] }, () => 0) // => [3]
 */
export const evaluationOf = <L>(
  transform: Transform,
  leaves: readonly Leaf[],
  params: readonly L[],
  { parts }: State<L>,
  compute: (
    evaluated: EvaluatedAt,
    params: L,
    slots: { readonly [slot: string]: L },
    hyper: { readonly [name: string]: number },
  ) => L,
): readonly L[] =>
  leaves.map((leaf, i) => {
    const own = params[i] as L
    const at = transform.findLastIndex((part) => part.evaluated && actsOn(part, leaf))
    const [part, state] = [transform[at], parts[at]]
    if (part?.evaluated === undefined || state === undefined) return own
    const slots = mapDictionary(state.slots, (values) => values[leaf.name] as L)
    const hyper = part.hyperAt?.(state.host, state.hyper) ?? state.hyper
    return compute(part.evaluated, own, slots, hyper)
  })
