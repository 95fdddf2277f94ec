import {
  type Description,
  describe,
  type Host,
  mapVariants,
  type Scalars,
  type Seen,
  type Transform,
} from '@momenta/core'
import { type Resting, resting, running } from './Resting.js'

/**
 * Makes a transform skip some steps: host state, slots and memory do not change and the updates are
 * 0.
 *
 * @param rests - Whether to skip a step, from what the parts see; must be the same for all parts of
 *   a step.
 * @param needs - What `rests` reads.
 */
export const held = (
  transform: Transform,
  rests: (seen: Seen) => boolean,
  needs: NonNullable<Description['needs']>,
): Transform =>
  transform.flatMap((description) =>
    describe<string, Scalars, Host, Resting>({
      ...description,
      needs: [...new Set([...(description.needs ?? []), ...needs])],
      plan: (host, seen, hyper) => {
        if (rests(seen)) return { next: host, plan: { scalars: {}, variant: resting } }
        const { next, plan } = description.plan(host, seen, hyper)
        return { next, plan: mapVariants(plan, running) }
      },
      body: (x, at) =>
        at.variant.rests
          ? { updates: x.of(0), slots: at.slots }
          : description.body(x, { ...at, variant: at.variant.inner }),
    }),
  )
