import { checked, memoriesOf, type Optimizer, ranges } from '@momenta/core'
import { movedTo } from '../objectives/movedTo.js'
import type { Objective } from '../objectives/Objective.js'
import { centralDifferences } from '../operators/centralDifferences.js'
import type { Operator } from '../operators/Operator.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { type Ages, agesAfter, unseen } from './agesAfter.js'
import { joined } from './joined.js'
import { leavesOf } from './leavesOf.js'
import type { RunRecord } from './RunRecord.js'
import { recorded } from './recorded.js'
import type { Watched } from './Watched.js'

/** Options of {@link monitor}. */
export interface MonitorOptions {
  /** A record every so many steps. Default 100. */
  readonly every?: number
  /** The parameters are read every so many steps, for the path. Default 1. */
  readonly pathEvery?: number
  /** The probe loss; without it nothing that needs curvature is measured. Its point does not matter. */
  readonly objective?: Objective
  /** The Hessian of an objective. Default `centralDifferences`. */
  readonly operator?: (objective: Objective) => Operator
  /** lr at a step, counted from 0, for schedules; a number in the state of the optimizer is found. */
  readonly learningRate?: (step: number) => number
  /** Of the eigenvalues. Default 1e-2. */
  readonly tolerance?: number
  /** The most Lanczos steps. Default 60. */
  readonly budget?: number
  readonly seed?: number
  /** A clock in milliseconds. Default `performance.now`. */
  readonly now?: () => number
}

/** What a monitor knows of a run so far. Holds no tensors. */
export interface Seen {
  readonly step: number
  readonly start: Float64Array
  readonly last: Float64Array
  /** The step at which `last` was read. */
  readonly lastStep: number
  readonly path: number
  readonly ages: readonly Ages[]
  readonly recordedAt: number
  readonly reads: number
  readonly milliseconds: number
  /** The record of this step, if one was due. */
  readonly record: RunRecord | undefined
}

/** Watches a run: a fold over its iterates. */
export interface Monitor {
  /** Before the first step. */
  readonly start: (iterate: Watched) => Promise<Seen>
  /** After each step; reads, never changes, and must be awaited before the iterate is consumed. */
  readonly see: (seen: Seen, iterate: Watched) => Promise<Seen>
}

/** The options, filled. */
export type Watching = Required<Omit<MonitorOptions, 'objective' | 'learningRate'>> &
  Pick<MonitorOptions, 'objective' | 'learningRate'>

const filled = (options: MonitorOptions): Watching => {
  const watching = {
    every: 100,
    pathEvery: 1,
    operator: centralDifferences,
    tolerance: 1e-2,
    budget: 60,
    seed: 0,
    now: () => performance.now(),
    ...options,
  }
  for (const name of ['every', 'pathEvery', 'budget'] as const)
    checked('monitor', name, watching[name], ranges.positiveCount)
  checked('monitor', 'tolerance', watching.tolerance, ranges.positive)
  return watching
}

const readOf = ({ params }: Watched) => joined(leavesOf(params).leaves)

/**
 * Watches a run from the outside, whatever loop it has: distance travelled, what the memory holds, amplification, sharpness, and lr·λmax(P⁻¹H) against the stability line,
 * from the iterates of `eager`, `float64` or `compile`, every k steps, with the cost of each record.
 *
 * Between records it looks at keys only, and reads the parameters for the path. Nothing of the run is changed and no tensor is kept.
 *
 * @param optimizer - The one that runs.
 * @throws RangeError if an option lies outside its range, or the objective is of other parameters.
 *
 * @example
 * import { chain, optimizer } from '@momenta/core'
 * import { float64 } from '@momenta/float64'
 * import { monitor, quadraticObjective } from '@momenta/probes'
 * import { scaleByAdam, scaleByLearningRate } from '@momenta/transforms'
 *
 * const adam = optimizer(chain(scaleByAdam(), scaleByLearningRate({ learningRate: 0.1 })))
 * const { init, step } = float64(adam)
 * const loss = ({ w }) => ({ value: 2 * w[0] ** 2, grads: { w: w.map((n) => 4 * n) } })
 * const { start, see } = monitor(adam, { every: 2, objective: quadraticObjective({ spectrum: [4] }) })
 * let iterate = init({ w: Float64Array.of(1) })
 * let seen = await start(iterate)
 * for (let i = 0; i < 2; i++) {
 *   iterate = step(loss, iterate)
 *   seen = await see(seen, iterate)
 * }
 * seen.record.sharpness.value // => 4
 * seen.record.line // => 38
 * Math.abs(seen.record.path - 0.2) < 0.01 // => true
 */
export const monitor = (optimizer: Optimizer, options: MonitorOptions = {}): Monitor => {
  const watching = filled(options)
  const agesOf = (ages: readonly Ages[], { state }: Watched) =>
    memoriesOf(optimizer.transform, state).map(({ offered }, i) =>
      agesAfter(ages[i] ?? unseen, offered, state.step),
    )
  return {
    start: async (iterate) => {
      const from = watching.now()
      const start = await readOf(iterate)
      const { step } = iterate.state
      return {
        step,
        start,
        last: start,
        lastStep: step,
        path: 0,
        ages: agesOf([], iterate),
        recordedAt: step,
        reads: start.length,
        milliseconds: watching.now() - from,
        record: undefined,
      }
    },
    see: async (seen, iterate) => {
      const from = watching.now()
      const { step } = iterate.state
      const due = step % watching.every === 0
      const ages = agesOf(seen.ages, iterate)
      const spent = () => seen.milliseconds + watching.now() - from
      if (!due && step % watching.pathEvery !== 0)
        return { ...seen, step, ages, milliseconds: spent(), record: undefined }
      const last = await readOf(iterate)
      const moved = plus(last, -1, seen.last)
      const next = {
        ...seen,
        step,
        last,
        lastStep: step,
        path: seen.path + norm(moved),
        ages,
        reads: seen.reads + last.length,
      }
      if (!due) return { ...next, milliseconds: spent(), record: undefined }
      const { objective } = watching
      const operator =
        objective === undefined ? undefined : watching.operator(movedTo(objective, last))
      const record = await recorded(optimizer, watching, next, iterate, {
        operator,
        moved: seen.lastStep === step - 1 ? moved : undefined,
      })
      return {
        ...next,
        ages: ages.map((each) => ({ ...each, replaced: 0 })),
        recordedAt: step,
        reads: 0,
        milliseconds: 0,
        record: { ...record, cost: { ...record.cost, milliseconds: spent() } },
      }
    },
  }
}
