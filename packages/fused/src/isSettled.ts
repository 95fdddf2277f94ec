import type { Plan } from '@momenta/core'
import {
  decidePart,
  isInfallible,
  type LayoutSegment,
  type Norms,
  type PartLeaves,
  seenBy,
} from '@momenta/core/program'
import { isSpent } from './buffers/assignParameters.js'
import type { StepBuffers } from './buffers/StepBuffers.js'

/**
 * Whether nothing can fail after the plans of a segment, so that it may overwrite state. Parts
 * after it must keep no tensors; their plans must need nothing, and are called here to see whether
 * they fail, or be infallible. The next parameters must take the memory of those before.
 *
 * @throws What the plan of such a part throws.
 */
export const isSettled = ({ to, last }: LayoutSegment, step: StepBuffers): boolean => {
  const { engine, layout, from, params, more } = step
  if (last) return true
  if (!engine.addsSquares) return false
  const norms = { more: Object.keys(more) } as unknown as Norms
  const isSafe = (part: number): boolean => {
    const description = layout.transform[part] as StepBuffers['layout']['transform'][number]
    const { slots, needs = [], reductions, search, whole } = description
    if (Object.keys(slots).length > 0 || reductions || search || whole) return false
    if (needs.length > 0) return isInfallible(description)
    const { indices, names } = layout.parts[part] as PartLeaves
    const seen = seenBy(description, indices, names, norms)
    const { plan } = decidePart(
      description,
      part,
      from.parts[part] as (typeof from.parts)[number],
      seen,
    )
    return [plan].flat().every((one: Plan) => one.write === undefined)
  }
  for (let part = to; part < layout.transform.length; part++) if (!isSafe(part)) return false
  return params.every((leaf, i) => leaf.size === 0 || isSpent(leaf, i, step))
}
