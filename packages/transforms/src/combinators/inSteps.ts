import {
  type Description,
  describe,
  type Host,
  mapInner,
  mapSearch,
  mapVariants,
  nextCount,
  type Planned,
  type Scalars,
  type Search,
  type Seen,
  type Transform,
} from '@momenta/core'
import {
  type Combinator,
  choice,
  defineCombinator,
  type OptionsOf,
  part,
  ranges,
  scheduledNumber,
} from '@momenta/options'
import { constant, type Schedule } from '@momenta/schedules'
import { type Resting, resting, running } from './Resting.js'

const options = {
  /**
   * A schedule, a function from the step, counted from 0: the transform runs where it is not 0.
   * Default the constant 1.
   */
  when: part('schedule', (): Schedule => constant({ value: 1 })),
  /** What the updates are in other steps. Default 'unchanged'. */
  otherwise: choice(['unchanged', 'zeros'], 'unchanged'),
}

/** Options of {@link inSteps}. */
export interface InStepsOptions extends OptionsOf<typeof options> {}

/** The number of steps, and the host state of the part inside. */
type Counted = { readonly count: number; readonly inner: Host }

type Decide = Description['plan']

/** A part that runs in some steps. */
const someSteps = (
  description: Description,
  when: Schedule,
  otherwise: 'unchanged' | 'zeros',
): Transform => {
  const { skip, search, accepts, init, plan, body, ...others } = description
  /** The plan of a step in which the part rests; undefined if it runs. */
  const rest = ({ count, inner }: Counted): Planned<Counted, Scalars, Resting> | undefined =>
    scheduledNumber('inSteps', when, count, ranges.finite) === 0
      ? {
          next: { count: nextCount('inSteps', count), inner },
          plan: { scalars: {}, variant: resting },
        }
      : undefined
  const during =
    (decide: Decide) =>
    (
      host: Counted,
      seen: Seen,
      hyper: Parameters<Decide>[2],
    ): Planned<Counted, Scalars, Resting> => {
      const rests = rest(host)
      if (rests !== undefined) return rests
      const { count, inner } = host
      const next = nextCount('inSteps', count)
      const planned = decide(inner, seen, hyper)
      return {
        next: { count: next, inner: planned.next },
        plan: mapVariants(planned.plan, running),
      }
    }
  return describe<string, Scalars, Counted, Resting>({
    ...others,
    ...(search && {
      *search(host, seen, hyper): Search<Counted, Scalars, Resting> {
        const rests = rest(host)
        if (rests !== undefined) return rests
        const next = nextCount('inSteps', host.count)
        return yield* mapSearch(
          search(host.inner, seen, hyper),
          (inner): Counted => ({ count: next, inner }),
          (planned) => mapVariants(planned, running),
        )
      },
    }),
    wraps: description,
    ...mapInner(description, ({ inner }: Counted) => inner),
    init: (leaves) => ({ count: 0, inner: init(leaves) }),
    ...(accepts === undefined ? {} : { accepts: ({ inner }: Counted) => accepts(inner) }),
    plan: during(plan),
    ...(skip === undefined ? {} : { skip: during(skip) }),
    body: (x, at) =>
      at.variant.rests
        ? { updates: otherwise === 'zeros' ? x.of(0) : at.updates, slots: at.slots }
        : body(x, { ...at, variant: at.variant.inner }),
  })
}

/**
 * Runs a transform in some steps. In the others its state does not change, and the updates are
 * unchanged or 0.
 *
 * @throws TypeError if the argument is not a transform, or an option is unknown or of the wrong
 *   type. A step throws a RangeError if the schedule is not finite.
 *
 * Source: `optax.conditionally_transform`, and with 'zeros' `optax.conditionally_mask`.
 *
 * @example
 * import { clipByGlobalNorm, inSteps } from '@momenta/transforms'
 *
 * const early = inSteps(clipByGlobalNorm(), { when: (step) => Number(step < 100) })
 * early[0].init([]) // => { count: 0, inner: null }
 */
export const inSteps: Combinator<Transform | undefined, InStepsOptions, Transform> =
  defineCombinator<Transform | undefined, InStepsOptions, typeof options, Transform>(
    'inSteps',
    { kind: 'transform', example: (): Transform => [], optional: true },
    options,
    (transform, { when, otherwise }) =>
      transform.flatMap((description) => someSteps(description, when, otherwise)),
  )
