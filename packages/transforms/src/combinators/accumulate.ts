import {
  chain,
  type Description,
  describe,
  type Host,
  mapInner,
  mapSearch,
  mapVariants,
  type Planned,
  type Scalars,
  type Search,
  type Seen,
  type Transform,
} from '@momenta/core'
import { type Combinator, defineCombinator, number, type OptionsOf, ranges } from '@momenta/options'
import { type Resting, resting, running } from './Resting.js'

const options = {
  /** k, the number of steps per update: a positive integer. Default 4. */
  every: number(ranges.positiveCount, 4),
}

/** Options of {@link accumulate}. */
export interface AccumulateOptions extends OptionsOf<typeof options> {}

type Waiting = { readonly micro: number; readonly inner: Host }

/**
 * Gradient accumulation: averages the gradients of k steps, then applies the inner transform to
 * their mean as the raw gradient. In the other steps the inner transform does not run and the
 * parameters do not change.
 *
 * State: one copy of the parameters. The estimator `microbatches` does the same within one step,
 * without state.
 *
 * @throws RangeError if `every` is not an integer >= 1, TypeError if the argument is not a
 *   transform, or an option is unknown.
 *
 * @example
 * import { accumulate, scaleByAdam } from '@momenta/transforms'
 *
 * accumulate(scaleByAdam(), { every: 8 }).map(({ name }) => name) // => ['accumulate', 'scaleByAdam']
 */
export const accumulate: Combinator<Transform | undefined, AccumulateOptions, Transform> =
  defineCombinator<Transform | undefined, AccumulateOptions, typeof options, Transform>(
    'accumulate',
    { kind: 'transform', example: () => [], optional: true },
    options,
    (transform, { every }) => chain(mean(every), ...transform.map((part) => runEvery(every, part))),
  )

type MeanVariant = {
  /** Whether this is the first of the k steps. */
  readonly first: boolean
  /** Whether it is the last, after which the inner transform runs. */
  readonly last: boolean
}

const only: MeanVariant = { first: true, last: true }
const first: MeanVariant = { first: true, last: false }
const between: MeanVariant = { first: false, last: false }
const last: MeanVariant = { first: false, last: true }

const variantAt = (micro: number, every: number): MeanVariant => {
  if (every === 1) return only
  if (micro === 0) return first
  return micro + 1 === every ? last : between
}

const mean = (every: number): Transform => {
  const plan = (micro: number) => ({
    next: (micro + 1) % every,
    plan: { scalars: { share: 1 / every }, variant: variantAt(micro, every) },
  })
  return describe({
    name: 'accumulate',
    options: { every },
    slots: { sum: 'zeros' },
    hyper: {},
    rebinds: true,
    init: () => 0,
    accepts: (micro) => micro < every,
    plan,
    // the parts after it count the same steps
    skip: plan,
    body: (x, { updates: u, slots: s, scalars: k, variant }) => {
      const share = x.mul(k.share, u)
      const sum = variant.first ? share : x.add(s.sum, share)
      return { updates: variant.last ? sum : x.of(0), slots: { sum } }
    },
  })
}

/** The plan of a step in which a part only counts. */
const waits = (micro: number, inner: Host): Planned<Waiting, Scalars, Resting> => ({
  next: { micro, inner },
  plan: { scalars: {}, variant: resting },
})

/** The search of a part in the last of k steps. */
const searchEvery = (every: number, inside: NonNullable<Description['search']>) =>
  function* search(
    { micro, inner }: Waiting,
    seen: Seen,
    hyper: { readonly [name: string]: number },
  ): Search<Waiting, Scalars, Resting> {
    if (micro + 1 < every) return waits(micro + 1, inner)
    return yield* mapSearch(
      inside(inner, seen, hyper),
      (next): Waiting => ({ micro: 0, inner: next }),
      (plan) => mapVariants(plan, running),
    )
  }

/** A part that runs in every k-th step only. */
const runEvery = (every: number, { search, ...description }: Description): Transform =>
  describe<string, Scalars, Waiting, Resting>({
    ...description,
    wraps: description,
    ...mapInner(description, ({ inner }: Waiting) => inner),
    init: (leaves) => ({ micro: 0, inner: description.init(leaves) }),
    accepts: ({ micro, inner }) => micro < every && (description.accepts?.(inner) ?? true),
    plan: ({ micro, inner }, seen, hyper) => {
      if (micro + 1 < every) return waits(micro + 1, inner)
      const { next, plan } = description.plan(inner, seen, hyper)
      return { next: { micro: 0, inner: next }, plan: mapVariants(plan, running) }
    },
    ...(search && { search: searchEvery(every, search) }),
    skip: ({ micro, inner }, seen, hyper) => {
      const { skip } = description
      if (micro + 1 < every || skip === undefined) return waits((micro + 1) % every, inner)
      const { next, plan } = skip(inner, seen, hyper)
      return { next: { micro: 0, inner: next }, plan: mapVariants(plan, running) }
    },
    body: (x, at) =>
      at.variant.rests
        ? { updates: at.updates, slots: at.slots }
        : description.body(x, { ...at, variant: at.variant.inner }),
  })
