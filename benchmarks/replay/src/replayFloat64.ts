import { memoriesOf } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { deviation, worstOf } from './deviation.js'
import { gradientsOf } from './gradientsOf.js'
import { optimizerOf } from './optimizerOf.js'
import type { Trajectory } from './ReferenceFile.js'

const ascending = (keys: readonly number[]) => [...keys].sort((a, b) => a - b)

/** How far the keys of the memories are from those of the file, which are told per tensor and in any order. */
const worstKey = (
  memories: readonly { readonly keys: readonly number[] }[],
  { final_buffer: wanted = [], tol }: Trajectory,
): number =>
  wanted.reduce((worst, { keys }, tensor) => {
    const own = memories.length === 1 ? memories[0] : memories[tensor]
    return own === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(worst, worstOf([ascending(own.keys)], [ascending(keys)], tol))
  }, 0)

/** Replays a trajectory in float64 and answers the worst deviation over its tolerance, of parameters, losses and final keys. */
export const replayFloat64 = (file: Trajectory): number => {
  const optimizer = optimizerOf(file.optimizer)
  const runner = float64(optimizer)
  const gradients = gradientsOf(file)
  let iterate = runner.init(file.params.map(({ init }) => Float64Array.from(init)))
  let worst = 0
  file.steps.forEach((wanted, step) => {
    iterate = runner.step((params) => {
      const { value, grads } = gradients(step, params)
      return { value, grads: grads.map((leaf) => Float64Array.from(leaf)) }
    }, iterate)
    worst = Math.max(worst, worstOf(iterate.params, wanted.params, file.tol))
    if (wanted.loss !== undefined)
      worst = Math.max(worst, deviation(iterate.value ?? Number.NaN, wanted.loss, file.tol))
  })
  return Math.max(worst, worstKey(memoriesOf(optimizer.transform, iterate.state), file))
}
