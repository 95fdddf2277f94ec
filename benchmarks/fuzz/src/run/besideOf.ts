import { cloneIterate, disposeIterate, type Oracle } from '@momenta/eager'
import * as tf from '@tensorflow/tfjs-core'
import type { Step } from '../cases/Case.js'
import { numbersOf } from '../cases/numbersOf.js'
import { difference, type Tolerance } from '../compare/difference.js'
import { fail } from '../compare/Failure.js'
import { look } from './look.js'
import type { Snapshot } from './Snapshot.js'
import type { TensorRun } from './TensorRun.js'
import { grownOf, namedTensors, tensorOracle } from './tensorOracle.js'

/**
 * The largest difference accepted between one step of `fused` and one of `eager` on tensorflow,
 * whose kernels group their arithmetic differently, relative to the largest of 1, the number, and
 * the number before the step.
 */
const tolerance: Tolerance = { host: 3e-5, tensors: 3e-5 }

/** How much gradients are changed to see whether a step depends on their last digits. */
const change = 2 ** -20

/** An oracle whose gradients are off by their last digits, each element in another direction. */
const disturbed =
  (run: TensorRun, oracle: Oracle<object>, seed: number): Oracle<object> =>
  (params, microbatch) => {
    const evaluation = oracle(params, microbatch)
    const named = [...namedTensors(evaluation.grads)].map(([name, g], i) => {
      const signs = numbersOf({ seed, scale: 1 }, i, g.size).map(Math.sign)
      const factors = tf.tensor(
        signs.map((sign) => 1 + sign * change),
        g.shape,
      )
      return [name, tf.mul(g, factors)] as const
    })
    return { ...evaluation, grads: grownOf(run.planted, new Map(named), 0) }
  }

/**
 * Whether a step is one that both make alike up to rounding: all numbers are finite, and no number
 * of a slot becomes less than a tenth. TensorFlow's kernels compute an average as m + (1 − β)(g −
 * m), whose rounding is relative to the old m.
 */
const isPlain = (before: Snapshot, after: Snapshot): boolean =>
  [...after].every(([place, numbers]) => {
    if (typeof numbers === 'string') return true
    const old = before.get(place) as ArrayLike<number> | undefined
    return Array.from(numbers).every((n, i) => {
      const was = Math.abs(old?.[i] ?? 0)
      return Number.isFinite(n) && Number.isFinite(was) && was <= 10 * Math.max(Math.abs(n), 1e-6)
    })
  })

/**
 * Keeps the iterate of a run, and returns the check that the step which the run makes from it is
 * near that of `eager`.
 *
 * A step may depend on the last digits of what it is given: the sign of a number near 0, keys that
 * are almost equal. So where the two differ, `eager` makes it again from gradients that are off by
 * 2^-20, and it only fails if that changes less than the tolerance.
 */
export const besideOf = (run: TensorRun, step: Step): ((at: number, got: Snapshot) => void) => {
  const from = cloneIterate(run.iterate)
  const before = look(from)
  const rounding = { ...tolerance, before }
  const oracle = tensorOracle(run.one, step, run.planted)
  const eagerly = (asked: Oracle<object>): Snapshot => {
    const next = run.runners.eager.step(asked, cloneIterate(from))
    const snapshot = look(next)
    disposeIterate(next)
    return snapshot
  }
  return (at, got) => {
    const expected = eagerly(oracle)
    const differs = difference(expected, got, rounding)
    const isSteady = (seed: number) =>
      difference(expected, eagerly(disturbed(run, oracle, seed)), rounding) === undefined
    const fails = differs !== undefined && isPlain(before, expected) && [1, 3].every(isSteady)
    disposeIterate(from)
    if (fails) fail(`${run.name} differs from eager on tensorflow`, at, differs)
  }
}
