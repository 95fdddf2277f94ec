import type { Description, Seen, Transform } from '@momenta/core'

const holds = 'held'

/**
 * Lets a transform rest in some steps: host, slots and memory stay as they are and the updates are 0.
 *
 * @param rests - Decides from what the parts see; must answer the same for all parts of a step.
 * @param needs - What it wants to see.
 */
export const held = (
  transform: Transform,
  rests: (seen: Seen) => boolean,
  needs: NonNullable<Description['needs']>,
): Transform =>
  transform.map((description) => ({
    ...description,
    needs: [...new Set([...(description.needs ?? []), ...needs])],
    plan: (host, seen, hyper) =>
      rests(seen)
        ? { next: host, plan: { scalars: {}, variant: holds } }
        : description.plan(host, seen, hyper),
    body: (x, at) =>
      at.variant === holds ? { updates: x.of(0), slots: at.slots } : description.body(x, at),
  }))
