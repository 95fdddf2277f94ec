import { constant, join, type Schedule } from '@momenta/schedules'
import type { Described } from '../optimizers/fields.js'
import { type Fields, readFields } from './readFields.js'
import { segments, shapes } from './segments.js'

const numberOr = (o: Fields, name: string, otherwise: number): number =>
  o.has(name) ? o.number(name) : otherwise

const begun = (o: Fields, schedule: Schedule): Schedule => {
  const begin = numberOr(o, 'transition_begin', 0)
  return (step) => schedule(Math.max(step - begin, 0))
}

const polynomial = (o: Fields, power: number): Schedule => {
  const [init, end, steps] = [
    o.number('init_value'),
    o.number('end_value'),
    o.number('transition_steps'),
  ]
  const falls = begun(
    o,
    (step) => (init - end) * (1 - Math.min(step, steps) / steps) ** power + end,
  )
  return steps <= 0 ? constant({ value: init }) : falls
}

const exponential = (o: Fields, init = o.number('init_value')): Schedule => {
  const [steps, rate] = [o.number('transition_steps'), o.number('decay_rate')]
  const [end, stairs] = [o.optional('end_value'), o.has('staircase') && o.flag('staircase')]
  const bounded = (value: number) =>
    end === undefined ? value : rate < 1 ? Math.max(value, end) : Math.min(value, end)
  const exponent = (step: number) => (stairs ? Math.floor(step / steps) : step / steps)
  const falls = begun(o, (step) => bounded(init * rate ** exponent(step)))
  return steps <= 0 || rate === 0 ? constant({ value: init }) : falls
}

const cosineDecay = (init: number, steps: number, alpha: number, power: number): Schedule => {
  return (step) => {
    const wave = 0.5 * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps))
    return init * ((1 - alpha) * wave ** power + alpha)
  }
}

/** A linear rise, and what follows it from its own step 0. */
const warmedUp = (o: Fields, peak: number, after: Schedule): Schedule => {
  const [start, rise] = [o.number('init_value'), o.number('warmup_steps')]
  const up: Schedule = (step) => start + (peak - start) * (step / rise)
  return rise === 0 ? after : join({ schedules: [up, after], boundaries: [rise] })
}

const warmupCosine = (o: Fields): Schedule => {
  const [peak, end] = [o.number('peak_value'), numberOr(o, 'end_value', 0)]
  const steps = o.number('decay_steps') - o.number('warmup_steps')
  const alpha = peak === 0 ? 0 : end / peak
  return warmedUp(o, peak, cosineDecay(peak, steps, alpha, numberOr(o, 'exponent', 1)))
}

const scalesOf = (o: Fields): readonly (readonly [number, number])[] =>
  Object.entries((o.value('boundaries_and_scales') ?? {}) as { readonly [step: string]: number })
    .map(([step, scale]) => [Number(step), scale] as const)
    .sort(([a], [b]) => a - b)

/** One cycle: a rise to the peak and what follows, in segments of one shape. */
const oneCycle =
  (shape: keyof typeof shapes) =>
  (o: Fields): Schedule => {
    const [steps, peak] = [o.number('transition_steps'), o.number('peak_value')]
    const [start, finish] = [numberOr(o, 'div_factor', 25), numberOr(o, 'final_div_factor', 1e4)]
    const rise = Math.trunc(numberOr(o, 'pct_start', 0.3) * steps)
    const fall = shape === 'linear' ? Math.trunc(numberOr(o, 'pct_final', 0.85) * steps) : steps
    const linear = [
      [rise, start],
      [fall, 1 / start],
      [steps, 1 / finish],
    ] as const
    const cosine = [
      [rise, start],
      [steps, 1 / (start * finish)],
    ] as const
    return segments(peak / start, shape === 'linear' ? linear : cosine, shapes[shape])
  }

const nested = (name: string, schedule: unknown): Schedule => optaxSchedule(name, schedule)

const builders: { readonly [name: string]: (o: Fields) => Schedule } = {
  constant_schedule: (o) => constant({ value: o.number('value') }),
  linear_schedule: (o) => polynomial(o, 1),
  polynomial_schedule: (o) => polynomial(o, o.number('power')),
  exponential_decay: (o) => exponential(o),
  cosine_decay_schedule: (o) =>
    cosineDecay(
      o.number('init_value'),
      o.number('decay_steps'),
      numberOr(o, 'alpha', 0),
      numberOr(o, 'exponent', 1),
    ),
  warmup_constant_schedule: (o) => {
    const peak = o.number('peak_value')
    return warmedUp(o, peak, constant({ value: peak }))
  },
  warmup_cosine_decay_schedule: warmupCosine,
  warmup_exponential_decay_schedule: (o) => {
    const peak = o.number('peak_value')
    return warmedUp(o, peak, exponential(o, peak))
  },
  piecewise_constant_schedule: (o) =>
    segments(o.number('init_value'), scalesOf(o), shapes.constant),
  piecewise_interpolate_schedule: (o) => {
    const shape = o.text('interpolate_type') === 'cosine' ? shapes.cosine : shapes.linear
    return segments(o.number('init_value'), scalesOf(o), shape)
  },
  cosine_onecycle_schedule: oneCycle('cosine'),
  linear_onecycle_schedule: oneCycle('linear'),
  join_schedules: (o) => {
    const schedules = (o.value('schedules') as readonly unknown[]).map((s) =>
      nested('schedules', s),
    )
    return join({ schedules, boundaries: o.numbers('boundaries') })
  },
  sgdr_schedule: (o) => {
    const cycles = o.value('cosine_kwargs') as readonly { readonly decay_steps: number }[]
    const cycle = (kwargs: object) =>
      nested('cosine_kwargs', { schedule: 'warmup_cosine_decay_schedule', ...kwargs })
    const ends = cycles.map((_, i) =>
      cycles.slice(0, i + 1).reduce((sum, { decay_steps }) => sum + decay_steps, 0),
    )
    return join({ schedules: cycles.map(cycle), boundaries: ends.slice(0, -1) })
  },
}

/**
 * A schedule as a file describes one of Optax, in float64.
 *
 * @throws RangeError if its name is unknown, a number is missing or an option is not read.
 */
export const optaxSchedule = (who: string, described: unknown): Schedule => {
  const { schedule, ...options } = (described ?? {}) as Described
  const name = String(schedule).replace(/^optax\./, '')
  const build = Object.hasOwn(builders, name) ? builders[name] : undefined
  if (build === undefined)
    throw new RangeError(
      `${who}: the schedule must be one of ${Object.keys(builders).join(', ')}, got ${name}`,
    )
  return readFields(`${who}: ${name}`, options, optaxSchedule, build)
}
