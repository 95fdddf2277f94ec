import { constant, cosine, join, type Schedule } from '@momenta/schedules'

type Options = { readonly [name: string]: unknown }

const reader =
  (who: string, options: Options) =>
  (name: string, otherwise?: number): number => {
    const found = options[name] ?? otherwise
    if (typeof found === 'number') return found
    throw new RangeError(`${who}: ${name} must be a number, got ${JSON.stringify(found)}`)
  }

type Read = ReturnType<typeof reader>

const begun = (n: Read, schedule: Schedule): Schedule => {
  const begin = n('transition_begin', 0)
  return (step) => schedule(Math.max(step - begin, 0))
}

const polynomial = (n: Read, power: number): Schedule => {
  const [init, end, steps] = [n('init_value'), n('end_value'), n('transition_steps')]
  if (steps <= 0) return constant({ value: init })
  return begun(n, (step) => (init - end) * (1 - Math.min(step, steps) / steps) ** power + end)
}

const exponential = (n: Read, options: Options): Schedule => {
  const [init, steps, rate] = [n('init_value'), n('transition_steps'), n('decay_rate')]
  const end = options.end_value
  const bounded = (value: number) =>
    typeof end !== 'number' ? value : rate < 1 ? Math.max(value, end) : Math.min(value, end)
  const exponent = (step: number) =>
    options.staircase === true ? Math.floor(step / steps) : step / steps
  return begun(n, (step) => bounded(init * rate ** exponent(step)))
}

const warmupCosine = (n: Read): Schedule => {
  const [peak, rise] = [n('peak_value'), n('warmup_steps')]
  const fall = cosine({
    init: peak,
    steps: n('decay_steps') - rise,
    alpha: peak === 0 ? 0 : n('end_value', 0) / peak,
  })
  const start = n('init_value')
  const up: Schedule = (step) => start + (peak - start) * (step / rise)
  return rise === 0 ? fall : join({ schedules: [up, fall], boundaries: [rise] })
}

const piecewise = (n: Read, options: Options): Schedule => {
  const scales = Object.entries((options.boundaries_and_scales ?? {}) as Options)
  const init = n('init_value')
  return (step) =>
    scales.reduce(
      (value, [boundary, scale]) => (step >= Number(boundary) ? value * Number(scale) : value),
      init,
    )
}

const schedules: ReadonlyMap<string, (n: Read, options: Options) => Schedule> = new Map([
  ['constant_schedule', (n) => constant({ value: n('value') })],
  ['linear_schedule', (n) => polynomial(n, 1)],
  ['polynomial_schedule', (n) => polynomial(n, n('power'))],
  ['exponential_decay', exponential],
  [
    'cosine_decay_schedule',
    (n) => {
      const [init, steps, alpha] = [n('init_value'), n('decay_steps'), n('alpha', 0)]
      const power = n('exponent', 1)
      return (step) => {
        const wave = 0.5 * (1 + Math.cos((Math.PI * Math.min(step, steps)) / steps))
        return init * ((1 - alpha) * wave ** power + alpha)
      }
    },
  ],
  ['warmup_cosine_decay_schedule', warmupCosine],
  ['piecewise_constant_schedule', piecewise],
] as const)

/**
 * A schedule as a file describes one of Optax, in float64.
 *
 * @throws RangeError if its name is unknown or a number is missing.
 */
export const optaxSchedule = (who: string, described: unknown): Schedule => {
  const options = (described ?? {}) as Options
  const name = String(options.schedule).replace(/^optax\./, '')
  const build = schedules.get(name)
  if (build === undefined)
    throw new RangeError(
      `${who}: the schedule must be one of ${[...schedules.keys()].join(', ')}, got ${name}`,
    )
  return build(reader(who, options), options)
}
