import {
  type Description,
  describe,
  type Host,
  mapSearch,
  mapVariants,
  type Planned,
  type Scalars,
  type Search,
  type Seen,
  type Transform,
} from '@momenta/core'
import { type Resting, resting, running } from './Resting.js'

/**
 * Makes a transform skip some steps: host state, slots and memory do not change and the updates are
 * 0, but for parts with a `skip` if the raw gradients are finite.
 *
 * @param rests - Whether to skip a step, from what the parts see; must be the same for all parts of
 *   a step.
 * @param needs - What `rests` reads.
 * @param passes - Whether a part that skips passes the updates on and counts nothing, so that parts
 *   after one that binds gradients again see the same.
 */
export const held = (
  transform: Transform,
  rests: (seen: Seen) => boolean,
  needs: NonNullable<Description['needs']>,
  passes = false,
): Transform =>
  transform.flatMap((description) => {
    const { skip, search, ...rest } = description
    const runs = ({ next, plan }: Planned): Planned<Host, Scalars, Resting> => ({
      next,
      plan: mapVariants(plan, running),
    })
    const skips = (host: Host, seen: Seen, hyper: { readonly [name: string]: number }) =>
      skip !== undefined && !passes && seen.rawFinite
        ? runs(skip(host, seen, hyper))
        : { next: host, plan: { scalars: {}, variant: resting } }
    return describe<string, Scalars, Host, Resting>({
      ...rest,
      needs: [...new Set([...(description.needs ?? []), ...needs])],
      plan: (host, seen, hyper) =>
        rests(seen) ? skips(host, seen, hyper) : runs(description.plan(host, seen, hyper)),
      ...(search && {
        *search(host, seen, hyper): Search<Host, Scalars, Resting> {
          if (rests(seen)) return skips(host, seen, hyper)
          return yield* mapSearch(
            search(host, seen, hyper),
            (next) => next,
            (plan) => mapVariants(plan, running),
          )
        },
      }),
      ...(skip && { skip: (host, seen, hyper) => runs(skip(host, seen, hyper)) }),
      body: (x, at) =>
        at.variant.rests
          ? { updates: passes ? at.updates : x.of(0), slots: at.slots }
          : description.body(x, { ...at, variant: at.variant.inner }),
    })
  })
