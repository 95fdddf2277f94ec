import { disposeIterate } from '@momenta/eager'
import { type MonitorState, monitor, type RunRecord } from '@momenta/monitor'
import { buildOptimizer } from '@momenta/optimizers'
import {
  linearConnectivity,
  type Objective,
  slice2d,
  type TrajectoryPlane,
  trajectoryPlane,
} from '@momenta/probes'
import { flattenTensors } from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import { atOwnRate } from '../../methods/methods.js'
import { batchOf } from '../../mnist/batch.js'
import { mnistData } from '../../mnist/mnistData.js'
import { disposeNetwork, network } from '../../mnist/network.js'
import type { Metric } from '../../tasks/Job.js'
import { effortOf } from './effort.js'
import { measureEnd } from './measureEnd.js'
import type { NetworkConfig } from './NetworkConfig.js'
import type { NetworkFindings } from './NetworkFindings.js'
import { objectiveOn, probeNetwork } from './probeNetwork.js'
import { imagesOf, trainFrom } from './trainFrom.js'

const metricOf = ({ step, sharpness, stability, distance, path }: RunRecord): Metric => ({
  step,
  values: {
    sharpness: sharpness?.value ?? Number.NaN,
    stability: stability?.value ?? Number.NaN,
    distance,
    path,
  },
})

const margin = 0.2

/** The loss over the plane of a run, with a margin around its path. */
const landscapeOf = async (
  objective: Objective,
  { directions, coordinates }: TrajectoryPlane,
  points: number,
) => {
  const range = (i: number) => {
    // a run along a line has one direction, one that does not move has none
    const values = coordinates.map((point) => point[i] ?? 0)
    const [minimum, maximum] = [Math.min(...values), Math.max(...values)]
    const room = margin * Math.max(maximum - minimum, 1e-3)
    return { from: minimum - room, to: maximum + room, points }
  }
  const axis = (i: number) => objective.point.map((_, j) => (i === j ? 1 : 0))
  const [first = axis(0), second = axis(1)] = directions
  const { a, b, values } = await slice2d(objective, first, second, { a: range(0), b: range(1) })
  return { a, b, values }
}

/**
 * Trains as the task mnist does with a monitor, measures the end of the run, and its connectivity
 * to the end of a twin that saw the data in another order.
 */
export const watchRun = async (
  config: NetworkConfig,
  seed: number,
  report: (metric: Metric) => void,
): Promise<NetworkFindings> => {
  const { contender, samples, every } = config
  const effort = effortOf(config)
  const images = imagesOf(config, seed)
  const probe = batchOf(mnistData().train, images.subarray(0, samples))
  const optimizer = buildOptimizer(atOwnRate(contender))
  const hash = `mnist train, first ${samples} of seed ${seed}`
  const records: RunRecord[] = []
  const path: Float64Array[] = []
  const first = network(seed, effort.width)
  const probes = await probeNetwork(first, probe, hash)
  disposeNetwork(first)
  const { start, observe } = monitor(optimizer, {
    every,
    objective: probes.objective,
    operator: probes.hessian,
    tolerance: 3e-2,
    seed,
    ...effort.lanczos,
  })
  let seen: MonitorState | undefined
  const last = await trainFrom(optimizer, config, { seed, order: seed }, async (iterate) => {
    seen = seen === undefined ? await start(iterate) : await observe(seen, iterate)
    if (iterate.state.step % every === 0) path.push(seen.last)
    if (seen.record === undefined) return
    records.push(seen.record)
    report(metricOf(seen.record))
  })
  const end = await measureEnd(probes, last.params, seed, effort)
  const objective = await objectiveOn(probes, last.params)
  const plane = trajectoryPlane([...path, objective.point])
  const landscape = await landscapeOf(objective, plane, effort.plane)
  disposeIterate(last)
  const twin = await trainFrom(optimizer, config, { seed, order: seed + 500 }, async () => {})
  const connectivity = await linearConnectivity(
    objective,
    (await flattenTensors(twin.params)).values,
  )
  disposeIterate(twin)
  tf.dispose([probe.x, probe.y])
  return { records, plane, landscape, connectivity, ...end }
}
