import {
  type Description,
  type Host,
  hostOf,
  mapDictionary,
  type Optimizer,
  type PartState,
  type Seen,
  type State,
} from '@momenta/core'
import { checkNumber, ranges } from '@momenta/options'
import type * as tf from '@tensorflow/tfjs-core'

type Hyper = PartState<tf.Tensor>['hyper']

const nothing: Seen = {
  grads: [],
  updates: [],
  params: [],
  sums: {},
  maxima: {},
  value: Number.NaN,
  more: [],
  leaves: 0,
  names: [],
  finite: true,
  rawFinite: true,
}

const inner = (description: Description): Description =>
  description.wraps === undefined ? description : inner(description.wraps)

/** The factor by which the part multiplies updates in the next step. */
const factorOf = (description: Description, host: Host, hyper: Hyper): number => {
  const { plan } = inner(description).plan(hostOf(description, host), nothing, hyper)
  const { scalars } = plan as { readonly scalars: { readonly factor: number } }
  return -scalars.factor
}

const partOf = ({ transform }: Optimizer, state: State<tf.Tensor> | undefined, values: Hyper) => {
  const at = transform.findIndex(({ role }) => role === 'learningRate')
  const description = transform[at]
  if (description === undefined)
    throw new TypeError(
      'learningRate: the optimizer must have a learning rate, got one without scaleByLearningRate; add it to the chain',
    )
  const initial = mapDictionary(description.hyper, ({ value }, name) => values[name] ?? value)
  const { host, hyper } = state?.parts[at] ?? { host: description.init([]), hyper: initial }
  return { description, host, hyper }
}

/**
 * The learning rate of the next step.
 *
 * @param state - The state of the run; the initial one if absent.
 * @param values - Hyperparameters of a run that starts.
 */
export const learningRateOf = (
  optimizer: Optimizer,
  state: State<tf.Tensor> | undefined,
  values: Hyper,
): number => {
  const { description, host, hyper } = partOf(optimizer, state, values)
  return factorOf(description, host, hyper)
}

/**
 * The hyperparameter that sets the learning rate of the next step: `learningRate`; with a schedule
 * the factor that multiplies it from now on.
 */
export const valuesOfRate = (
  optimizer: Optimizer,
  state: State<tf.Tensor> | undefined,
  rate: number,
): { readonly [name: string]: number } => {
  checkNumber('learningRate', 'the learning rate', rate, ranges.nonNegative)
  const { description, host, hyper } = partOf(optimizer, state, {})
  if (Object.hasOwn(hyper, 'learningRate')) return { learningRate: rate }
  const scheduled = factorOf(description, host, { ...hyper, learningRateFactor: 1 })
  if (scheduled === 0 && rate !== 0)
    throw new RangeError(
      `learningRate: the schedule must not be 0 in a step whose learning rate is set, got ${rate} where it is 0; set it in another step`,
    )
  return { learningRateFactor: scheduled === 0 ? 0 : rate / scheduled }
}
