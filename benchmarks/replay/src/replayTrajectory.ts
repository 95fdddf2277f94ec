import { besideDeviation } from './besideDeviation.js'
import { changesOf } from './changesOf.js'
import { checkedShapes } from './checkedShapes.js'
import { deviation, worstOf } from './deviation.js'
import { evaluationDeviation } from './evaluationDeviation.js'
import { float32Run } from './float32Run.js'
import { float64Run } from './float64Run.js'
import { givenHessian } from './givenHessian.js'
import { type Evaluated, gradientsOf } from './gradientsOf.js'
import { torchLimits } from './libraries/torchLimits.js'
import { keyDeviation, offerDeviation } from './memoryDeviation.js'
import { optimizerOf } from './optimizerOf.js'
import type { Trajectory } from './ReferenceFile.js'
import type { Reached } from './Run.js'
import { takeIterations, takeStep } from './takeStep.js'

/**
 * How far the gradients are from those of the file: at its point before the step, where deviations
 * of the run are not amplified by the curvature, and at the perturbed one.
 */
const gradientDeviation = (
  here: Evaluated,
  perturbed: Evaluated | undefined,
  wanted: Trajectory['steps'][number],
  tol: number,
): number =>
  Math.max(
    worstOf(here.grads, wanted.grads, tol),
    wanted.grads_perturbed === undefined
      ? 0
      : worstOf(perturbed?.grads ?? [], wanted.grads_perturbed, tol),
  )

/** The decay of the keys, 0.7 where the authors' optimizers leave it out. */
const keyDecayOf = ({ decay, base }: Trajectory['optimizer']): number =>
  typeof base === 'object' && base !== null
    ? keyDecayOf(base as Trajectory['optimizer'])
    : typeof decay === 'number'
      ? decay
      : 0.7

/**
 * Replays a trajectory: the worst deviation over its tolerance, of parameters, gradients, losses,
 * accepted offers and final keys. Float64 files run on plain arrays, float32 files on tensors.
 *
 * @throws RangeError if its shapes do not fit or its optimizer cannot be built.
 */
export const replayTrajectory = (given: Trajectory): number => {
  const file = checkedShapes(given)
  const { dtype, params, steps, tol, final_buffer } = file
  const gradients = gradientsOf(file)
  const leaves = params.map(({ shape, init }, i) => ({ name: String(i), shape, size: init.length }))
  const built = (described: Trajectory['optimizer']) =>
    givenHessian(optimizerOf(described, leaves), steps)
  const changes = changesOf(file.optimizer, steps.length)
  const optimizer = built(changes.get(0) ?? file.optimizer)
  const run = (dtype === 'float32' ? float32Run : float64Run)(optimizer, params)
  const limits = torchLimits(file.optimizer)
  const decay = keyDecayOf(file.optimizer)
  let worst = 0
  let memories: Reached['memories'] = []
  for (const [i, wanted] of steps.entries()) {
    const change = changes.get(i)
    if (change !== undefined && i > 0) run.replace(built(change))
    const loss = (point: readonly ArrayLike<number>[]) => gradients(i, point)
    const before = i === 0 ? params.map(({ init }) => init) : (steps[i - 1]?.params ?? [])
    const { reached, further } =
      limits === undefined ? takeStep(run, loss) : takeIterations(run, loss, limits)
    worst = Math.max(
      worst,
      worstOf(reached.params, wanted.params, tol),
      gradientDeviation(loss(before), further[0], wanted, tol),
      evaluationDeviation(further, wanted.evals, tol),
      besideDeviation(optimizer, reached, wanted, tol),
      wanted.loss === undefined ? 0 : deviation(reached.value, wanted.loss, tol),
      wanted.slots === undefined
        ? 0
        : offerDeviation(memories, reached.memories, wanted.slots, decay),
    )
    memories = reached.memories.map(({ keys }) => ({ keys: [...keys] }))
  }
  run.end()
  return Math.max(worst, final_buffer === undefined ? 0 : keyDeviation(memories, final_buffer, tol))
}
