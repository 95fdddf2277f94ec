import type { Estimator, Optimizer } from '@momenta/core'
import { disposeIterate } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Case } from '../cases/Case.js'
import { plant, plantsOf } from '../cases/plant.js'
import { besideOf } from './besideOf.js'
import { guardOf } from './guard.js'
import { happen } from './happen.js'
import { type Lane, laneName, type Ran } from './Lane.js'
import { copy, look } from './look.js'
import type { Snapshot } from './Snapshot.js'
import { begin, runnersOf, stepFrom, type TensorRun } from './TensorRun.js'
import { grownOf, namedTensors, tensorOracle } from './tensorOracle.js'

type Arrays = ReadonlyMap<string, Float32Array>

/** An estimator around all others, which sees what the chain is given. */
const watching = (see: (gradients: readonly Float32Array[]) => void): Estimator => ({
  name: 'watch',
  wrap:
    (oracle) =>
    (params, microbatch, evaluation = 0) => {
      const evaluated = oracle(params, microbatch, evaluation)
      // what a search evaluates at other points is not what the chain was given
      if (evaluation > 0) return evaluated
      see(evaluated.grads.map((grad) => copy(grad as typeof grad & tf.Tensor)))
      return evaluated
    },
})

/**
 * Runs a case on tensors, with everything that happens in it; fails where memory, foreign tensors
 * or what was promised to stay does not hold.
 *
 * On tensorflow each step is also made by `eager`, from the same iterate, and compared.
 */
export const runTensors = async (one: Case, optimizer: Optimizer, lane: Lane): Promise<Ran> => {
  const { interpreter, backend } = lane
  await tf.setBackend(backend)
  let seen: readonly Float32Array[] = []
  const watch = watching((gradients) => {
    seen = gradients
  })
  const watched = { ...optimizer, estimators: [...optimizer.estimators, watch] }
  const runners = runnersOf(watched)
  const name = laneName(lane)
  const sizes = [plant(one.tree), ...plantsOf(one)].flatMap(({ leaves }) =>
    leaves.map(({ size }) => size),
  )
  const guard = guardOf(name, sizes)
  const run: TensorRun = {
    ...{ one, optimizer: watched, lane, name, runners, guard, others: [] },
    ...{ interpreter, backend, waits: false, planted: plant(one.tree) },
    iterate: begin(one, one.tree, runners[interpreter]),
  }
  const snapshots: Snapshot[] = []
  const gradients: Arrays[] = []
  const points: Arrays[] = []
  for (const [i, step] of one.steps.entries()) {
    const at = i + 1
    guard.release()
    if (step.event !== undefined) await happen(run, step.event, step, at)
    const point = namedTensors(run.iterate.params)
    run.iterate = { ...run.iterate, params: grownOf(run.planted, point, step.order) }
    points.push(new Map([...point].map(([leaf, tensor]) => [leaf, copy(tensor)])))
    const holds = step.event?.does === 'hold'
    const oracle = tensorOracle(one, step, run.planted, (gradient) => {
      if (holds) guard.keepGradient(gradient)
      return gradient
    })
    const beside = backend === 'tensorflow' ? besideOf(run, step) : undefined
    run.iterate = await stepFrom(run, oracle, run.iterate)
    // Estimators see the leaves in the order of their names.
    const names = [...point.keys()].toSorted()
    gradients.push(new Map(names.map((leaf, j) => [leaf, seen[j] as Float32Array])))
    beside?.(at, look(run.iterate))
    guard.check(at, run.iterate)
    snapshots.push(look(run.iterate))
  }
  disposeIterate(run.iterate)
  guard.end(one.steps.length)
  return { snapshots, others: run.others, gradients, points }
}
