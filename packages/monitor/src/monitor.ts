import { memoriesOf, type Optimizer } from '@momenta/core'
import { checkOptimizer } from '@momenta/core/program'
import { readOptions } from '@momenta/options'
import { moveTo } from '@momenta/probes'
import type { Ages } from './Ages.js'
import { checkIterate, checkMonitorState } from './checkArguments.js'
import { leavesOf } from './leavesOf.js'
import type { MonitoredIterate } from './MonitoredIterate.js'
import { type MonitorOptions, monitorOptions } from './MonitorOptions.js'
import type { MonitorState } from './MonitorState.js'
import { makeRecord } from './makeRecord.js'
import { readLeaves } from './readLeaves.js'
import { noAges, updateAges } from './updateAges.js'
import { norm, subtract } from './vectors.js'

/** A monitor of a run: a fold over its iterates. */
export interface Monitor {
  /** Call before the first step. */
  readonly start: (iterate: MonitoredIterate) => Promise<MonitorState>
  /**
   * Call after each step, and await it before the iterate is consumed. Reads the iterate and does
   * not modify it.
   */
  readonly observe: (state: MonitorState, iterate: MonitoredIterate) => Promise<MonitorState>
}

/** Whether a multiple of `every` lies in (before, now]. */
const isDue = (before: number, now: number, every: number): boolean =>
  Math.floor(now / every) > Math.floor(before / every)

const readPoint = ({ params }: MonitoredIterate) => readLeaves(leavesOf(params).leaves)

/**
 * Monitors a run from the outside, whatever its loop: every k steps it records the distance
 * travelled, statistics of the memories, the amplification, the sharpness, and lr·λmax(P⁻¹H) beside
 * the stability line, with the cost of each record. It reads iterates of `eager`, `float64` or
 * `compile`.
 *
 * Between records it looks at keys only, and reads the parameters for the path length. Inputs are
 * not modified and no tensor is kept.
 *
 * @param optimizer - The optimizer of the run.
 * @throws TypeError if an option is unknown or of the wrong type, RangeError if one lies outside
 *   its range or the objective has other parameters.
 *
 * @example
 * import { chain, optimizer } from '@momenta/core'
 * import { float64 } from '@momenta/float64'
 * import { monitor } from '@momenta/monitor'
 * import { quadraticObjective } from '@momenta/probes'
 * import { scaleByAdam, scaleByLearningRate } from '@momenta/transforms'
 *
 * const adam = optimizer(chain(scaleByAdam(), scaleByLearningRate({ learningRate: 0.1 })))
 * const { init, step } = float64(adam)
 * const loss = ({ w }: { w: Float64Array }) => ({ value: 2 * w[0] ** 2, grads: { w: w.map((n) => 4 * n) } })
 * const { start, observe } = monitor(adam, { every: 2, objective: quadraticObjective({ spectrum: [4] }) })
 * let iterate = init({ w: Float64Array.of(1) })
 * let state = await start(iterate)
 * for (let i = 0; i < 2; i++) {
 *   iterate = step(loss, iterate)
 *   state = await observe(state, iterate)
 * }
 * state.record?.sharpness?.value // => 4
 * state.record?.line // => 38
 * Math.abs(state.record!.path - 0.2) < 0.01 // => true
 */
export const monitor = (optimizer: Optimizer, options: MonitorOptions = {}): Monitor => {
  checkOptimizer('monitor', optimizer)
  const filled = readOptions('monitor', monitorOptions, [options])
  const { every, pathEvery, objective, operator, now } = filled
  const agesOf = (ages: readonly Ages[], { state }: MonitoredIterate) =>
    memoriesOf(optimizer.transform, state).map(({ offered }, i) =>
      updateAges(ages[i] ?? noAges, offered, state.step),
    )
  return {
    start: async (iterate) => {
      checkIterate('start', iterate)
      const from = now()
      const start = await readPoint(iterate)
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
        milliseconds: now() - from,
        record: undefined,
      }
    },
    observe: async (before, iterate) => {
      checkMonitorState('observe', before)
      checkIterate('observe', iterate)
      const from = now()
      const { step } = iterate.state
      const due = isDue(before.recordedAt, step, every)
      const ages = agesOf(before.ages, iterate)
      const spent = () => before.milliseconds + now() - from
      if (!due && !isDue(before.lastStep, step, pathEvery))
        return { ...before, step, ages, milliseconds: spent(), record: undefined }
      const last = await readPoint(iterate)
      const moved = subtract(last, before.last)
      const state = {
        ...before,
        step,
        last,
        lastStep: step,
        path: before.path + norm(moved),
        ages,
        reads: before.reads + last.length,
      }
      if (!due) return { ...state, milliseconds: spent(), record: undefined }
      const record = await makeRecord(optimizer, filled, state, iterate, {
        operator: objective === undefined ? undefined : operator(moveTo(objective, last)),
        moved: before.lastStep === step - 1 ? moved : undefined,
      })
      return {
        ...state,
        ages: ages.map((each) => ({ ...each, replaced: 0 })),
        recordedAt: step,
        reads: 0,
        milliseconds: 0,
        record: { ...record, cost: { ...record.cost, milliseconds: spent() } },
      }
    },
  }
}
