import type { Description, Plan } from '@momenta/core'
import {
  decidePart,
  isInfallible,
  type LayoutSegment,
  type PartLeaves,
  seenBy,
} from '@momenta/core/program'
import { isSpent } from './buffers/assignParameters.js'
import type { StepBuffers } from './buffers/StepBuffers.js'
import { readsGradient } from './readsGradient.js'

/** What a segment may overwrite, because nothing after its plans can fail. */
export interface Settled {
  /** Its state. */
  readonly state: boolean
  /** The gradients, too, since no part after it reads them. */
  readonly gradients: boolean
}

const neither: Settled = { state: false, gradients: false }

/**
 * What a segment may overwrite. Parts after it must keep no tensors; their plans must need nothing,
 * or be infallible, and are called here to see whether they fail and what they read. The next
 * parameters must take the memory of those before.
 *
 * @throws What the plan of such a part throws.
 */
export const isSettled = ({ to, last }: LayoutSegment, step: StepBuffers): Settled => {
  const { engine, layout, from, params, more } = step
  if (last) return { state: true, gradients: false }
  if (!engine.addsSquares) return neither
  const ones = params.map(() => 1)
  const norms = {
    ...{ grads: ones, updates: ones, params: ones, finite: true, rawFinite: true, value: 1 },
    more: Object.keys(more),
  }
  let gradients = true
  const isSafe = (part: number): boolean => {
    const description = layout.transform[part] as Description
    const { slots, needs = [], reductions, search, whole } = description
    if (Object.keys(slots).length > 0 || reductions || search || whole) return false
    if (needs.length > 0 && !isInfallible(description)) return false
    const { indices, names } = layout.parts[part] as PartLeaves
    const seen = seenBy(description, indices, names, norms)
    const own = from.parts[part] as (typeof from.parts)[number]
    const plans: readonly Plan[] = [decidePart(description, part, own, seen).plan].flat()
    gradients &&= plans.every((plan) => !readsGradient(description, plan))
    return plans.every(({ write }) => write === undefined)
  }
  for (let part = to; part < layout.transform.length; part++) if (!isSafe(part)) return neither
  const state = params.every((leaf, i) => leaf.size === 0 || isSpent(leaf, i, step))
  return { state, gradients: state && gradients }
}
