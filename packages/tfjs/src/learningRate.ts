import { mapDictionary, type Optimizer, type PartState, type State } from '@momenta/core'
import { partNames } from '@momenta/core/program'
import { checkNumber, ranges } from '@momenta/options'
import type * as tf from '@tensorflow/tfjs-core'
import type { Run } from './runs/Run.js'

type Hyper = PartState<tf.Tensor>['hyper']

const who = 'learningRate'

/** The parts with a learning rate, and that of their next step. */
const partsOf = ({ transform }: Optimizer, state: State<tf.Tensor> | undefined, values: Hyper) => {
  const names = partNames(transform)
  const parts = transform.flatMap(({ hyper: declared, hyperAt, init, only }, i) => {
    const name = names[i] as string
    const part = state?.parts[i]
    const hyper =
      part?.hyper ??
      mapDictionary(declared, ({ value }, option) => values[`${name}.${option}`] ?? value)
    const at = (now: Hyper) => (hyperAt?.(part?.host ?? init([]), now) ?? now).learningRate
    const rate = at(hyper)
    // undefined if it acts on all leaves, null if that is not known yet
    const leaves = only && (part === undefined ? null : Object.keys(part.buffers))
    return rate === undefined ? [] : [{ name, hyper, at, rate, leaves }]
  })
  const [first] = parts
  if (first === undefined)
    throw new TypeError(
      `${who}: the optimizer must have a learning rate, got one without scaleByLearningRate; add it to the chain`,
    )
  return { parts, first }
}

type Part = ReturnType<typeof partsOf>['first']

const isOneAfterOther = ({ leaves: a }: Part, { leaves: b }: Part): boolean =>
  a === undefined || b === undefined || (a?.some((n) => b?.includes(n)) ?? false)

/** The rate or the factor of each part, changed, by their full names. */
const changed = (
  parts: readonly Part[],
  change: (part: Part, key: string) => number,
  what: string | number,
): Hyper => {
  const second = parts.find((part, i) =>
    parts.slice(0, i).some((one) => isOneAfterOther(one, part)),
  )
  if (second !== undefined)
    throw new TypeError(
      `${who}: at most one part must multiply a parameter by a learning rate to set it, got ${parts.map(({ name }) => name).join(', ')} one after the other; write one as scale`,
    )
  return Object.fromEntries(
    parts.map((part) => {
      const { name, hyper, rate } = part
      const key = ['learningRate', 'learningRateFactor'].find((one) => Object.hasOwn(hyper, one))
      const value = key === undefined ? Number.NaN : change(part, key)
      if (!Number.isFinite(value))
        throw new RangeError(
          `${who}: the schedule of ${name} must let the learning rate be set, got ${what} where it is ${rate}; change the schedule`,
        )
      return [`${name}.${key}`, value]
    }),
  )
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
  checkNumber(who, 'the learning rate', rate, ranges.nonNegative)
  const { parts, first } = partsOf(optimizer, state, values)
  if (parts.some((part) => part.rate !== first.rate))
    throw new RangeError(
      `${who}: all groups must have the same learning rate to set it, got ${parts.map((part) => part.rate)}; use scaleLearningRate(factor), or give each group a schedule`,
    )
  const set = ({ hyper, at }: Part, key: string) => {
    const scheduled = key === 'learningRate' ? 1 : (at({ ...hyper, [key]: 1 }) ?? 0)
    return rate === 0 ? 0 : rate / scheduled
  }
  return changed(parts, set, rate)
}

/** The hyperparameters that multiply the learning rate of each group from now on. */
export const scaledValues = (
  optimizer: Optimizer,
  run: Run | undefined,
  values: Hyper,
  factor: number,
): Hyper => {
  checkNumber('scaleLearningRate', 'the factor', factor, ranges.nonNegative)
  const { parts } = partsOf(optimizer, run?.iterate.state, values)
  return changed(parts, ({ hyper }, key) => (hyper[key] ?? 1) * factor, `the factor ${factor}`)
}
