import { mapDictionary, type Optimizer, type PartState, type State } from '@momenta/core'
import { checkNumber, ranges } from '@momenta/options'
import type * as tf from '@tensorflow/tfjs-core'

type Hyper = PartState<tf.Tensor>['hyper']

/** The parts with a learning rate, and that of their next step. */
const partsOf = ({ transform }: Optimizer, state: State<tf.Tensor> | undefined, values: Hyper) => {
  const parts = transform.flatMap(({ name, hyper: declared, hyperAt, init }, i) => {
    const part = state?.parts[i]
    const hyper =
      part?.hyper ?? mapDictionary(declared, ({ value }, option) => values[option] ?? value)
    const at = (now: Hyper) => (hyperAt?.(part?.host ?? init([]), now) ?? now).learningRate
    const rate = at(hyper)
    return rate === undefined ? [] : [{ name, hyper, at, rate }]
  })
  const [first] = parts
  if (first === undefined)
    throw new TypeError(
      'learningRate: the optimizer must have a learning rate, got one without scaleByLearningRate; add it to the chain',
    )
  return { parts, first }
}

/**
 * The learning rate of the next step; with several groups that of the first.
 *
 * @param state - The state of the run; the initial one if absent.
 * @param values - Hyperparameters of a run that starts.
 */
export const learningRateOf = (
  optimizer: Optimizer,
  state: State<tf.Tensor> | undefined,
  values: Hyper,
): number => partsOf(optimizer, state, values).first.rate

/**
 * The hyperparameters that set the learning rate of the next step: `learningRate`; with a schedule
 * the factor that multiplies it from now on.
 */
export const valuesOfRate = (
  optimizer: Optimizer,
  state: State<tf.Tensor> | undefined,
  values: Hyper,
  rate: number,
): Hyper => {
  checkNumber('learningRate', 'the learning rate', rate, ranges.nonNegative)
  const { parts, first } = partsOf(optimizer, state, values)
  if (parts.some((part) => part.rate !== first.rate))
    throw new RangeError(
      `learningRate: all groups must have the same learning rate to set it, got ${parts.map((part) => part.rate)}; give each group a schedule`,
    )
  return Object.fromEntries(
    parts.map(({ name, hyper, at }) => {
      const key = ['learningRate', 'learningRateFactor'].find((one) => Object.hasOwn(hyper, one))
      const scheduled = key === 'learningRate' ? 1 : (at({ ...hyper, learningRateFactor: 1 }) ?? 0)
      const value = rate === 0 ? 0 : rate / scheduled
      if (key === undefined || !Number.isFinite(value))
        throw new RangeError(
          `learningRate: the schedule of ${name} must let the learning rate be set, got ${rate} where it is ${scheduled}; change the schedule`,
        )
      return [key, value]
    }),
  )
}
