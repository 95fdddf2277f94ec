import { disposeIterate } from '@momenta/eager'
import { type MonitorState, monitor, type RunRecord } from '@momenta/monitor'
import { buildOptimizer } from '@momenta/optimizers'
import { linearConnectivity, slice2d, type TrajectoryPlane, trajectoryPlane } from '@momenta/probes'
import { flattenTensors } from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import { batchOf } from '../../mnist/batch.js'
import { mnistData } from '../../mnist/mnistData.js'
import { network } from '../../mnist/network.js'
import type { Metric } from '../../tasks/Job.js'
import { measured } from './measured.js'
import type { NetworkConfig } from './NetworkConfig.js'
import { type Probed, probed, standing } from './probed.js'
import { imagesOf, trainFrom } from './trainFrom.js'

const metricOf = ({ step, sharpness, stability, distance, path }: RunRecord): Metric => ({
  step,
  values: {
    sharpness: sharpness?.value ?? Number.NaN,
    stability: stability?.value ?? Number.NaN,
    ...{ distance, path },
  },
})

const margin = 0.2
const points = 15

/** The loss over the plane of a way, with a margin around it. */
const lossOver = async (
  objective: Probed['objective'],
  { directions, coordinates }: TrajectoryPlane,
) => {
  const range = (i: number) => {
    const values = coordinates.map((point) => point[i] as number)
    const [least, most] = [Math.min(...values), Math.max(...values)]
    const room = margin * Math.max(most - least, 1e-3)
    return { from: least - room, to: most + room, points }
  }
  const [first, second] = directions as readonly [Float64Array, Float64Array]
  const { a, b, values } = await slice2d(objective, first, second, { a: range(0), b: range(1) })
  return { a, b, values }
}

/** Trains as the task mnist does, watches the run, measures its end, and how it is connected to that of a twin that saw the data in another order. */
export const watchedRun = async (
  config: NetworkConfig,
  seed: number,
  report: (metric: Metric) => void,
) => {
  const { contender, samples, every } = config
  const images = imagesOf(config, seed)
  const probe = batchOf(mnistData().train, images.subarray(0, samples))
  const optimizer = buildOptimizer(contender.spec)
  const hash = `mnist train, first ${samples} of seed ${seed}`
  const records: RunRecord[] = []
  const way: Float64Array[] = []
  const first = network(seed)
  const probing = await probed(first, probe, hash)
  tf.dispose([first.hidden.kernel, first.hidden.bias, first.output.kernel, first.output.bias])
  const { start, observe } = monitor(optimizer, {
    every,
    objective: probing.objective,
    operator: probing.hessian,
    tolerance: 3e-2,
    seed,
  })
  let seen: MonitorState | undefined
  const last = await trainFrom(optimizer, config, { seed, order: seed }, async (iterate) => {
    seen = seen === undefined ? await start(iterate) : await observe(seen, iterate)
    if (iterate.state.step % every === 0) way.push(seen.last)
    if (seen.record === undefined) return
    records.push(seen.record)
    report(metricOf(seen.record))
  })
  const found = await measured(probing, last.params, seed)
  const objective = await standing(probing, last.params)
  const plane = trajectoryPlane([...way, objective.point])
  const landscape = await lossOver(objective, plane)
  disposeIterate(last)
  const twin = await trainFrom(optimizer, config, { seed, order: seed + 500 }, async () => {})
  const connectivity = await linearConnectivity(
    objective,
    (await flattenTensors(twin.params)).values,
  )
  disposeIterate(twin)
  tf.dispose([probe.x, probe.y])
  return { records, plane, landscape, connectivity, ...found }
}
