import type { Problem, RunSettings } from '@momenta/bench-training'
import { buildOptimizer, type OptimizerSpec } from '@momenta/optimizers'
import * as tf from '@tensorflow/tfjs-core'

/**
 * L = w²/2 + x w on batches x = 1, 2, 3, …; it carries c' = c/2 + w x, so what a step carries tells
 * the point and the batch of its unperturbed evaluation.
 */
export const tinyProblem = (steps: number, restarts = false): Problem => ({
  parameters: { w: { shape: [1], initialization: { kind: 'constant', value: 4 } } },
  metric: { name: 'w', better: 'lower' },
  stepsIn: () => steps,
  *batches(_seed, _epoch, skip) {
    for (let i = skip; i < steps; i++) {
      const x = tf.scalar(i + 1)
      yield {
        loss: ({ w }) => {
          const point = w as tf.Tensor
          const half = tf.mul(tf.square(point), 0.5)
          return {
            loss: tf.sum(tf.add(half, tf.mul(x, point))) as tf.Scalar,
            aux: { c: tf.mul(point, x) },
          }
        },
        dispose: () => x.dispose(),
      }
    }
  },
  start: () => ({ c: tf.zeros([1]) }),
  restarts,
  carry: ({ c }, outputs) => ({
    c: tf.add(tf.mul(c as tf.Tensor, 0.5), outputs.c as tf.Tensor),
  }),
  evaluate: async ({ w }) => ({ w: (await (w as tf.Tensor).data())[0] as number }),
})

/** Settings of a run of plain descent, unless another optimizer is given. */
export const tinySettings = (
  more: Partial<RunSettings> = {},
  spec: OptimizerSpec = { base: { name: 'sgd', momentum: 0 } },
): RunSettings => ({
  optimizer: buildOptimizer({ ...spec, learningRate: 0.5 }),
  learningRate: 0.5,
  drops: [],
  epochs: 1,
  seed: 1,
  ...more,
})
