import {
  type Description,
  describe,
  type Host,
  mapReductions,
  mapVariants,
  nextCount,
  type Planned,
  type Scalars,
  type Seen,
  type Transform,
} from '@momenta/core'
import { checkPart, checkPredicate } from '@momenta/options'
import { type Resting, resting, running } from './Resting.js'

/** The number of steps, and the host state of the part inside. */
type Counted = { readonly count: number; readonly inner: Host }

type Decide = Description['plan']

/** A part that runs in some steps. */
const someSteps = (
  description: Description,
  runs: (step: number) => boolean,
  otherwise: 'unchanged' | 'zeros',
): Transform => {
  const { skip, accepts, init, plan, body, ...rest } = description
  const during =
    (decide: Decide) =>
    (
      host: Counted,
      seen: Seen,
      hyper: Parameters<Decide>[2],
    ): Planned<Counted, Scalars, Resting> => {
      const { count, inner } = host
      const next = nextCount('inSteps', count)
      if (!runs(count))
        return { next: { count: next, inner }, plan: { scalars: {}, variant: resting } }
      const planned = decide(inner, seen, hyper)
      return {
        next: { count: next, inner: planned.next },
        plan: mapVariants(planned.plan, running),
      }
    }
  return describe<string, Scalars, Counted, Resting>({
    ...rest,
    wraps: description,
    ...mapReductions(description, ({ inner }: Counted) => inner),
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
 * @param runs - Whether it runs in a step, counted from 0.
 * @param otherwise - What the updates are in other steps. Default 'unchanged'.
 * @throws TypeError if the first argument is not a transform, or the second not a function.
 *
 * Source: `optax.conditionally_transform`, and with 'zeros' `optax.conditionally_mask`.
 *
 * @example
 * import { clipByGlobalNorm, inSteps } from '@momenta/transforms'
 *
 * const early = inSteps(clipByGlobalNorm(), (step) => step < 100)
 * early[0].init([]) // => { count: 0, inner: null }
 */
export const inSteps = (
  transform: Transform = [],
  runs: (step: number) => boolean = () => true,
  otherwise: 'unchanged' | 'zeros' = 'unchanged',
): Transform => {
  checkPart('inSteps', 'transform', transform, 'transform')
  checkPredicate('inSteps', 'runs', runs)
  return transform.flatMap((part) => someSteps(part, runs, otherwise))
}
