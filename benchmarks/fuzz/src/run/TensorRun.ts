import type { Optimizer } from '@momenta/core'
import { eager, type Iterate, type Oracle, type Runner } from '@momenta/eager'
import { fused } from '@momenta/fused'
import * as tf from '@tensorflow/tfjs-core'
import type { Case } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import { type Plant, plant } from '../cases/plant.js'
import { fail } from '../compare/Failure.js'
import type { Guard } from './guard.js'
import type { Backend, Interpreter, Lane } from './Lane.js'
import type { Snapshot } from './Snapshot.js'

/** The state of a run of a case on tensors; what events change is not readonly. */
export interface TensorRun {
  readonly one: Case
  readonly optimizer: Optimizer
  readonly lane: Lane
  /** The lane in words. */
  readonly name: string
  readonly runners: { readonly [name in Interpreter]: Runner }
  readonly guard: Guard
  /** What came of steps on the other tree. */
  readonly others: Snapshot[]
  interpreter: Interpreter
  backend: Backend
  /** Whether it goes by `stepAsync`. */
  waits: boolean
  planted: Plant
  iterate: Iterate<object>
}

/** The interpreters of an optimizer. */
export const runnersOf = (optimizer: Optimizer): TensorRun['runners'] => ({
  eager: eager(optimizer),
  fused: fused(optimizer),
})

/** A tensor with the numbers that a leaf of the case starts with. */
export const startOf = ({ start }: Case, { leaves }: Plant, i: number): tf.Tensor => {
  const { shape, size } = leaves[i] as Plant['leaves'][number]
  return tf.tensor(numbersOf(start, i, size), [...shape], 'float32')
}

/** The iterate that a tree of the case starts with. */
export const begin = (one: Case, tree: Case['tree'], runner: Runner): Iterate<object> => {
  const planted = plant(tree)
  const params = planted.grow((i) => startOf(one, planted, i), 0)
  const iterate = runner.init(params)
  tf.dispose(params as tf.NamedTensorMap)
  return iterate
}

/** One step of the run, from an iterate that need not be its own. */
export const stepFrom = async (
  { runners, interpreter, waits }: TensorRun,
  oracle: Oracle<object>,
  from: Iterate<object>,
): Promise<Iterate<object>> => {
  const { step, stepAsync } = runners[interpreter]
  return waits ? stepAsync(oracle, from) : step(oracle, from)
}

/** A step that may throw an error of one line; undefined if it did. */
export const attempt = async (
  run: TensorRun,
  at: number,
  oracle: Oracle<object>,
  from: Iterate<object>,
): Promise<Iterate<object> | undefined> => {
  try {
    return await stepFrom(run, oracle, from)
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error)
    if (text.includes('\n')) fail(`${run.name}: an error of several lines`, at, text)
    return undefined
  }
}
