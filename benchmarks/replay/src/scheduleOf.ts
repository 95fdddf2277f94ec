import { cosine, exponential, linear, type Schedule, steps, warmup } from '@momenta/schedules'
import * as t from 'io-ts'
import { closed } from './closed.js'
import { decodedAs } from './decodedAs.js'
import { Count, Finite } from './numbers.js'

const named = { schedule: t.string, init: Finite }
const Linear = closed('linear', { ...named, end: Finite, steps: Count })
const Cosine = closed('cosine', { ...named, steps: Count }, { alpha: Finite })
const Steps = closed('steps', { ...named, factor: Finite, boundaries: t.readonlyArray(Count) })
const Exponential = closed('exponential', { ...named, rate: Finite, steps: Count })
const Warmup = closed('warmup_cosine', {
  ...named,
  peak: Finite,
  warmup: Count,
  steps: Count,
  end: Finite,
})

const schedules: ReadonlyMap<string, (o: unknown) => Schedule> = new Map([
  [
    'linear',
    (o) => {
      const { init, end, steps } = decodedAs('lr', Linear, o)
      return linear({ init, end, steps })
    },
  ],
  [
    'cosine',
    (o) => {
      const { init, steps, alpha = 0 } = decodedAs('lr', Cosine, o)
      return cosine({ init, steps, alpha })
    },
  ],
  [
    'steps',
    (o) => {
      const { init, factor, boundaries } = decodedAs('lr', Steps, o)
      return steps({ init, factor, boundaries })
    },
  ],
  [
    'exponential',
    (o) => {
      const { init, rate, steps } = decodedAs('lr', Exponential, o)
      return exponential({ init, rate, steps })
    },
  ],
  [
    'warmup_cosine',
    (o) => {
      const { init, peak, warmup: rise, steps: all, end } = decodedAs('lr', Warmup, o)
      const fall = cosine({ init: peak, steps: all - rise, alpha: end / peak })
      return warmup({ from: init, steps: rise, after: fall })
    },
  ],
])

/** The learning rate of a reference file: a number, or a schedule by its name there. */
export const scheduleOf = (lr: unknown): number | Schedule => {
  if (typeof lr === 'number') return lr
  const { schedule } = decodedAs('lr', t.type({ schedule: t.string }), lr)
  const build = schedules.get(schedule)
  if (build === undefined)
    throw new RangeError(
      `lr.schedule: must be one of ${[...schedules.keys()].join(', ')}, got '${schedule}'`,
    )
  return build(lr)
}
