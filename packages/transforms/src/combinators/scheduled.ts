import {
  checkTransform,
  type Description,
  type Host,
  mapInner,
  mapSearch,
  nextCount,
  type Planned,
  type Seen,
  type Transform,
  type Variant,
} from '@momenta/core'
import { didYouMean, type Range, scheduledNumber, show } from '@momenta/options'
import type { Schedule } from '@momenta/schedules'

/** The number of steps, and the host state of the part inside. */
type Counted = { readonly count: number; readonly inner: Host }
type Numbers = { readonly [name: string]: number }
type Schedules = { readonly [name: string]: Schedule }

/** The hyperparameters of a part that have a schedule, by their own name or by their option. */
const schedulesOf = ({ hyper }: Description, schedules: Schedules): Schedules =>
  Object.fromEntries(
    Object.entries(hyper).flatMap(([name, { option }]) => {
      const by = [name, option].find((each) => typeof each === 'string' && schedules[each])
      return typeof by === 'string' ? [[name, schedules[by] as Schedule]] : []
    }),
  )

/** A part whose hyperparameters with a schedule are those of its own step. */
const scheduledPart = (part: Description, own: Schedules): Description => {
  const { hyper, plan, search, skip, init, accepts } = part
  const valuesAt = (count: number, now: Numbers): Numbers => ({
    ...now,
    ...Object.fromEntries(
      Object.entries(own).map(([name, schedule]) => [
        name,
        scheduledNumber(
          `scheduled: ${name} of ${part.name}`,
          schedule,
          count,
          hyper[name]?.range as Range,
        ),
      ]),
    ),
  })
  const during =
    (decide: Description['plan']) =>
    (host: Host, seen: Seen, now: Numbers): Planned => {
      const { count, inner } = host as Counted
      const planned = decide(inner, seen, valuesAt(count, now))
      return { ...planned, next: { count: nextCount(part.name, count), inner: planned.next } }
    }
  return {
    ...part,
    wraps: part,
    ...mapInner(
      part,
      (host) => (host as Counted).inner,
      (host, now) => valuesAt((host as Counted).count, now),
    ),
    hyper: Object.fromEntries(Object.entries(hyper).filter(([name]) => own[name] === undefined)),
    init: (leaves) => ({ count: 0, inner: init(leaves) }),
    ...(accepts === undefined ? {} : { accepts: (host) => accepts((host as Counted).inner) }),
    plan: during(plan),
    ...(search && {
      search: (host: Host, seen: Seen, now: Numbers) => {
        const { count, inner } = host as Counted
        return mapSearch<Host, Variant>(
          search(inner, seen, valuesAt(count, now)),
          (next) => ({ count: nextCount(part.name, count), inner: next }),
          (planned) => planned,
        )
      },
    }),
    ...(skip === undefined ? {} : { skip: during(skip) }),
  }
}

/**
 * Gives hyperparameters of any transform a schedule: weight decay, decays of momenta, kappa, the
 * learning rate.
 *
 * A schedule is a function from the step, counted from 0 at this transform, to a number in the
 * range of its hyperparameter. Each hyperparameter of that name, and each that comes from the
 * option of that name, follows it; it can no longer be set.
 *
 * @param transform - A transform, such as that of a finished optimizer.
 * @param schedules - By the name of the hyperparameter or of the option.
 * @throws TypeError if the transform is not a transform or a schedule not a function, RangeError if
 *   no part has a hyperparameter of that name. A step throws if a value lies outside its range.
 *
 * @example
 * import { linear } from '@momenta/schedules'
 * import { addDecayedWeights, scheduled } from '@momenta/transforms'
 *
 * const decay = scheduled(addDecayedWeights(), {
 *   weightDecay: linear({ init: 0.1, end: 0, steps: 100 }),
 * })
 * decay[0].init([]) // => { count: 0, inner: 0 }
 */
export const scheduled = (transform: Transform = [], schedules: Schedules = {}): Transform => {
  checkTransform('scheduled', transform)
  const known = transform.flatMap(({ hyper }) =>
    Object.entries(hyper).flatMap(([name, { option }]) =>
      typeof option === 'string' ? [name, option] : [name],
    ),
  )
  for (const [name, schedule] of Object.entries(schedules)) {
    if (!known.includes(name))
      throw new RangeError(
        `scheduled: ${show(name)} must be one of ${[...new Set(known)].join(', ')}${didYouMean(known, name)}`,
      )
    if (typeof schedule !== 'function')
      throw new TypeError(
        `scheduled: ${show(name)} must be a schedule, a function of the step, got ${show(schedule)}`,
      )
  }
  return transform.map((part) => {
    const own = schedulesOf(part, schedules)
    return Object.keys(own).length === 0 ? part : scheduledPart(part, own)
  })
}
