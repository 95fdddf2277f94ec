import { type BackendChoice, startBackend, stopBackend } from '@momenta/bench-backends'
import { adam, adamCM, tfOptimizer, withSAM } from '@momenta/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import type { LayersModel } from '@tensorflow/tfjs-layers'
import { quantile } from '../measure/quantile.js'
import { batch, convolutionalNet } from './convolutionalNet.js'
import type { Row } from './Row.js'

const rate = 1e-3
const builtin = () => tf.train.adam(rate, 0.9, 0.999, 1e-7)

/** Changes weights by at most one rounding to float32. */
const roundDifferently = (model: LayersModel): void =>
  tf.tidy(() => model.setWeights(model.getWeights().map((weight) => tf.mul(weight, 1 + 6e-8))))

/** The optimizers; the second shows what one rounding at the start grows into. */
const contenders: readonly {
  readonly name: string
  readonly make: () => tf.Optimizer
  readonly prepare?: (model: LayersModel) => void
}[] = [
  { name: 'tf.train.adam', make: builtin },
  { name: 'tf.train.adam, start rounded', make: builtin, prepare: roundDifferently },
  { name: 'tfOptimizer(adam)', make: () => tfOptimizer(adam({ learningRate: rate, eps: 1e-7 })) },
  { name: 'tfOptimizer(adamCM)', make: () => tfOptimizer(adamCM({ learningRate: rate })) },
  {
    name: 'tfOptimizer(withSAM(adam))',
    make: () => tfOptimizer(withSAM(adam({ learningRate: rate }), { rho: 0.05 })),
  },
]

/** The steps of a block, between which the optimizers take turns. */
const block = 10

/**
 * Trains a model by each optimizer with `model.fit`, in one process and in turns, so that other
 * load of the machine meets all of them.
 */
export const measureFit = async (choice: BackendChoice, steps: number): Promise<readonly Row[]> => {
  const { backend } = await startBackend(choice)
  const { x, y } = batch()
  const runs = contenders.map(({ name, make, prepare }) => {
    const model = convolutionalNet()
    prepare?.(model)
    model.compile({ optimizer: make(), loss: 'categoricalCrossentropy' })
    return { name, model, times: [] as number[], cpu: [] as number[], losses: [] as number[] }
  })
  for (let done = 0; done < steps; done += block) {
    const turn = (done / block) % runs.length
    for (const { model, times, cpu, losses } of [...runs.slice(turn), ...runs.slice(0, turn)]) {
      const count = Math.min(block, steps - done)
      const used = process.cpuUsage()
      const start = performance.now()
      const { history } = await model.fit(x, y, {
        epochs: count,
        batchSize: 64,
        shuffle: false,
        verbose: 0,
        yieldEvery: 'never',
      })
      times.push((performance.now() - start) / count)
      const { user, system } = process.cpuUsage(used)
      cpu.push((user + system) / 1000 / count)
      losses.push(...(history.loss as number[]))
    }
  }
  stopBackend()
  const [reference] = runs
  return runs.map(({ name, times, cpu, losses }) => {
    const differences = losses.map((loss, i) => {
      const other = reference?.losses[i] as number
      return { difference: Math.abs(loss - other), relative: Math.abs(loss - other) / other }
    })
    // the first block compiles kernels
    const later = (list: readonly number[]) => (list.length > 1 ? list.slice(1) : list)
    return {
      backend,
      optimizer: name,
      steps,
      ms: quantile(later(times), 0.5),
      p10: quantile(later(times), 0.1),
      cpu: quantile(later(cpu), 0.5),
      loss: losses.at(-1) as number,
      difference: Math.max(...differences.map((each) => each.difference)),
      relative: Math.max(...differences.map((each) => each.relative)),
    }
  })
}
