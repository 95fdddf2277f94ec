import { memoriesOf, type Optimizer } from '@momenta/core'
import { movedTo } from '../objectives/movedTo.js'
import { norm } from '../vectors/norm.js'
import { plus } from '../vectors/plus.js'
import { type Ages, agesAfter, unseen } from './agesAfter.js'
import { joined } from './joined.js'
import { leavesOf } from './leavesOf.js'
import { recorded } from './recorded.js'
import type { Monitor } from './Seen.js'
import type { Watched } from './Watched.js'
import { type MonitorOptions, watching } from './watching.js'

/** Whether a multiple of `every` lies in (before, now]: also found by who looks only now and then. */
const passed = (before: number, now: number, every: number): boolean =>
  Math.floor(now / every) > Math.floor(before / every)

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
 * const loss = ({ w }: { w: Float64Array }) => ({ value: 2 * w[0] ** 2, grads: { w: w.map((n) => 4 * n) } })
 * const { start, see } = monitor(adam, { every: 2, objective: quadraticObjective({ spectrum: [4] }) })
 * let iterate = init({ w: Float64Array.of(1) })
 * let seen = await start(iterate)
 * for (let i = 0; i < 2; i++) {
 *   iterate = step(loss, iterate)
 *   seen = await see(seen, iterate)
 * }
 * seen.record?.sharpness?.value // => 4
 * seen.record?.line // => 38
 * Math.abs(seen.record!.path - 0.2) < 0.01 // => true
 */
export const monitor = (optimizer: Optimizer, options: MonitorOptions = {}): Monitor => {
  const chosen = watching(options)
  const agesOf = (ages: readonly Ages[], { state }: Watched) =>
    memoriesOf(optimizer.transform, state).map(({ offered }, i) =>
      agesAfter(ages[i] ?? unseen, offered, state.step),
    )
  return {
    start: async (iterate) => {
      const from = chosen.now()
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
        milliseconds: chosen.now() - from,
        record: undefined,
      }
    },
    see: async (seen, iterate) => {
      const from = chosen.now()
      const { step } = iterate.state
      const due = passed(seen.recordedAt, step, chosen.every)
      const ages = agesOf(seen.ages, iterate)
      const spent = () => seen.milliseconds + chosen.now() - from
      if (!due && !passed(seen.lastStep, step, chosen.pathEvery))
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
      const { objective } = chosen
      const operator =
        objective === undefined ? undefined : chosen.operator(movedTo(objective, last))
      const record = await recorded(optimizer, chosen, next, iterate, {
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
