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
 * Lets a transform rest in some steps: host, slots and memory stay as they are and the updates are 0.
 *
 * @param rests - Decides from what the parts see; must return the same for all parts of a step.
 * @param needs - What it wants to see.
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
