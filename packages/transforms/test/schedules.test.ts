import type { Optimizer } from '@momenta/core'
import { optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { scaleByLearningRate, scaleBySchedule } from '@momenta/transforms'
import t from 'tap'

/** The error of the n-th step under a gradient of 1, and the parameters before it. */
const failing = (subject: Optimizer, n: number) => {
  const { init, step } = float64(subject)
  const one = () => ({ value: 0, grads: { w: Float64Array.of(1) } })
  let iterate = init({ w: Float64Array.of(1) })
  for (let i = 1; i < n; i++) iterate = step(one, iterate)
  const before = iterate.params.w[0]
  try {
    step(one, iterate)
    return { message: 'accepted', name: '', before, after: iterate.params.w[0] }
  } catch (error) {
    const { name, message } = error as Error
    return { name, message, before, after: iterate.params.w[0] }
  }
}

const wrong = [
  [undefined, 'undefined', 'TypeError'],
  [Number.NaN, 'NaN', 'RangeError'],
  [Number.POSITIVE_INFINITY, 'Infinity', 'RangeError'],
  ['0.1', "'0.1'", 'TypeError'],
  [Promise.resolve(0.1), 'a Promise', 'TypeError'],
] as const

t.test('a learning rate that is not a finite number >= 0 is an error with the step', async (t) => {
  for (const [value, shown, name] of [...wrong, [-0.1, '-0.1', 'RangeError']] as const) {
    const table: readonly unknown[] = [0.1, 0.1, value]
    const learningRate = (step: number) => table[step] as number
    const got = failing(optimizer(scaleByLearningRate({ learningRate })), 3)
    t.equal(got.name, name)
    t.equal(
      got.message,
      `scaleByLearningRate: the value of the schedule must be a finite number >= 0, got ${shown} at step 2`,
    )
    t.equal(got.after, got.before, 'the iterate is unchanged')
  }
})

t.test('the factor of a schedule may be negative, but is a finite number', async (t) => {
  for (const [value, shown, name] of wrong) {
    const got = failing(optimizer(scaleBySchedule({ schedule: () => value as number })), 1)
    t.equal(got.name, name)
    t.equal(
      got.message,
      `scaleBySchedule: the value of the schedule must be a finite number, got ${shown} at step 0`,
    )
  }
  t.equal(failing(optimizer(scaleBySchedule({ schedule: () => -1 })), 1).message, 'accepted')
})
