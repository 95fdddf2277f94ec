import { disposeIterate, eager, oracleOf } from '@momenta/eager'
import { buildOptimizer } from '@momenta/optimizers'
import { monitor, type RunRecord, trajectoryPlane } from '@momenta/probes'
import * as tf from '@tensorflow/tfjs-core'
import { batchOf } from '../../mnist/batch.js'
import { mnistData } from '../../mnist/mnistData.js'
import { lossOf, network } from '../../mnist/network.js'
import { shuffled } from '../../mnist/shuffled.js'
import type { Metric } from '../../tasks/Task.js'
import { measured } from './measured.js'
import type { NetworkConfig } from './NetworkConfig.js'
import { probed } from './probed.js'

/** Trains as the task mnist does, watches the run, and measures its end. */
export const watchedRun = async (
  { contender, epochs, batch, images, samples, every }: NetworkConfig,
  seed: number,
  tell: (metric: Metric) => void,
) => {
  const { train: digits } = mnistData()
  const chosen = shuffled(seed, digits.count).subarray(0, images)
  const probe = batchOf(digits, chosen.subarray(0, samples))
  const optimizer = buildOptimizer(contender.spec)
  const { init, step } = eager(optimizer)
  const first = network(seed)
  let iterate = init(first)
  const probing = await probed(
    iterate.params,
    probe,
    `mnist train, first ${samples} of seed ${seed}`,
  )
  const { start, see } = monitor(optimizer, {
    every,
    objective: probing.objective,
    operator: probing.hessian,
    tolerance: 3e-2,
    seed,
  })
  let seen = await start(iterate)
  const records: RunRecord[] = []
  const points: Float64Array[] = [seen.last]
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled(1000 * (epoch + 1) + seed, images)
    for (let at = 0; at + batch <= images; at += batch) {
      const places = order.subarray(at, at + batch).map((i) => chosen[i] as number)
      const data = batchOf(digits, places)
      iterate = step(
        oracleOf((weights: typeof first) => lossOf(weights, data)),
        iterate,
      )
      tf.dispose([data.x, data.y])
      seen = await see(seen, iterate)
      if (seen.record === undefined) continue
      records.push(seen.record)
      points.push(seen.last)
      const { sharpness, stability, distance, path } = seen.record
      tell({
        step: seen.step,
        values: {
          sharpness: sharpness?.value ?? Number.NaN,
          stability: stability?.value ?? Number.NaN,
          ...{ distance, path },
        },
      })
    }
  }
  const found = await measured(probing, iterate.params, seed)
  const plane = trajectoryPlane(points)
  disposeIterate(iterate)
  tf.dispose([
    probe.x,
    probe.y,
    first.hidden.kernel,
    first.hidden.bias,
    first.output.kernel,
    first.output.bias,
  ])
  return { records, plane, ...found }
}
