import type { Description, Plan } from '../../Description.js'
import { sameShape } from '../../state/sameShape.js'
import { once } from '../once.js'
import { hasPlanShape, type PlanShape, planShape } from '../planShape.js'
import type { LineProgram } from './LineProgram.js'
import { passesOf } from './passesOf.js'
import { traceLines } from './traceLines.js'

interface Known {
  readonly shape: readonly number[]
  readonly plan: PlanShape
  readonly program: LineProgram | undefined
}

const cache = once((_: Description): Known[] => [])

/**
 * A whole part on leaves of one shape as passes, traced once for each shape of leaves and plans;
 * undefined if it uses more than elementwise operations and reductions over axes. Later steps get
 * the same object, by which engines cache kernels.
 *
 * @param shape - The shape of the leaf, which has elements.
 */
export const linesOf = (
  description: Description,
  plan: Plan,
  shape: readonly number[],
): LineProgram | undefined => {
  const known = cache(description)
  const found = known.find((one) => sameShape(one.shape, shape) && hasPlanShape(plan, one.plan))
  if (found !== undefined) return found.program
  const outputs = traceLines(description, plan, shape)
  const program = outputs === undefined ? undefined : passesOf(outputs)
  known.push({ shape, plan: planShape(plan), program })
  return program
}
