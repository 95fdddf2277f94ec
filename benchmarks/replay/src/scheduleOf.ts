import { cosine, exponential, linear, type Schedule, steps, warmup } from '@momenta/schedules'
import * as t from 'io-ts'
import { decodedAs } from './decodedAs.js'

const Linear = t.type({ init: t.number, end: t.number, steps: t.number })
const Cosine = t.intersection([
  t.type({ init: t.number, steps: t.number }),
  t.partial({ alpha: t.number }),
])
const Steps = t.type({ init: t.number, factor: t.number, boundaries: t.readonlyArray(t.number) })
const Exponential = t.type({ init: t.number, rate: t.number, steps: t.number })
const Warmup = t.type({
  init: t.number,
  peak: t.number,
  warmup: t.number,
  steps: t.number,
  end: t.number,
})

const schedules: { readonly [name: string]: (o: unknown) => Schedule } = {
  linear: (o) => linear(decodedAs('lr', Linear, o)),
  cosine: (o) => cosine(decodedAs('lr', Cosine, o)),
  steps: (o) => steps(decodedAs('lr', Steps, o)),
  exponential: (o) => exponential(decodedAs('lr', Exponential, o)),
  warmup_cosine: (o) => {
    const { init, peak, warmup: rise, steps: all, end } = decodedAs('lr', Warmup, o)
    const fall = cosine({ init: peak, steps: all - rise, alpha: end / peak })
    return warmup({ from: init, steps: rise, after: fall })
  },
}

/** The learning rate of a reference file: a number, or a schedule by its name there. */
export const scheduleOf = (lr: unknown): number | Schedule => {
  if (typeof lr === 'number') return lr
  const { schedule } = decodedAs('lr', t.type({ schedule: t.string }), lr)
  const build = schedules[schedule]
  if (build === undefined)
    throw new RangeError(
      `lr.schedule: must be one of ${Object.keys(schedules).join(', ')}, got '${schedule}'`,
    )
  return build(lr)
}
