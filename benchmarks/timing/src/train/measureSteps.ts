import * as tf from '@tensorflow/tfjs-core'
import { quantile } from '../measure/quantile.js'
import type { Layers } from './layers/Layers.js'
import type { Workload } from './workloads/Workload.js'

/** How long to measure. */
export interface Budget {
  /** Steps that are not timed. */
  readonly warmUp: number
  /** Minimum number of timed steps. */
  readonly minimum: number
  /** Maximum number of timed steps. */
  readonly maximum: number
  /** No step starts after so many seconds, once the minimum is reached. */
  readonly seconds: number
}

interface Step {
  readonly ms: number
  readonly forward: number
  readonly backward: number
  readonly optimizer: number
  readonly loss: number
}

const stepOf = ({ variables, loss }: Workload, layers: Layers) => {
  const adam = tf.train.adam(1e-3)
  return async (): Promise<Step> => {
    const start = performance.now()
    let forward = 0
    const { value, grads } = tf.variableGrads(() => {
      const result = loss(layers)
      forward = performance.now() - start
      return result
    }, [...variables])
    const differentiated = performance.now()
    adam.applyGradients(Object.entries(grads).map(([name, tensor]) => ({ name, tensor })))
    const updated = performance.now()
    const [read] = await value.data()
    const ms = performance.now() - start
    tf.dispose([value, grads])
    return {
      ms,
      forward,
      backward: differentiated - start - forward,
      optimizer: updated - differentiated,
      loss: read as number,
    }
  }
}

/** Times whole steps: loss, gradients, Adam, and reading the loss. */
export const measureSteps = async (workload: Workload, layers: Layers, budget: Budget) => {
  const { warmUp, minimum, maximum, seconds } = budget
  const step = stepOf(workload, layers)
  for (let i = 0; i < warmUp; i++) await step()
  const steps: Step[] = []
  const end = performance.now() + 1000 * seconds
  while (steps.length < minimum || (steps.length < maximum && performance.now() < end))
    steps.push(await step())
  const at = (part: keyof Step, q: number) =>
    quantile(
      steps.map((s) => s[part]),
      q,
    )
  return {
    ms: at('ms', 0.5),
    p10: at('ms', 0.1),
    forward: at('forward', 0.5),
    backward: at('backward', 0.5),
    optimizer: at('optimizer', 0.5),
    loss: steps.at(-1)?.loss as number,
  }
}
