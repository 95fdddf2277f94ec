import * as tf from '@tensorflow/tfjs-core'
import type { Layers } from '../layers/Layers.js'
import type { Workload } from '../workloads/Workload.js'
import { quantile } from './quantile.js'

/** How long to measure. */
export interface Budget {
  /** Steps before the first that counts. */
  readonly warmUp: number
  readonly atLeast: number
  readonly atMost: number
  /** Seconds, after which no step is begun once there are enough. */
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
      const answer = loss(layers)
      forward = performance.now() - start
      return answer
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

/** Times whole steps: loss, gradients, Adam, and the loss read back. */
export const measureSteps = async (workload: Workload, layers: Layers, budget: Budget) => {
  const step = stepOf(workload, layers)
  for (let i = 0; i < budget.warmUp; i++) await step()
  const steps: Step[] = []
  const end = performance.now() + 1000 * budget.seconds
  while (steps.length < budget.atLeast || (steps.length < budget.atMost && performance.now() < end))
    steps.push(await step())
  const middle = (part: keyof Step) =>
    quantile(
      steps.map((s) => s[part]),
      0.5,
    )
  return {
    ms: middle('ms'),
    p10: quantile(
      steps.map((s) => s.ms),
      0.1,
    ),
    forward: middle('forward'),
    backward: middle('backward'),
    optimizer: middle('optimizer'),
    loss: steps.at(-1)?.loss as number,
  }
}
