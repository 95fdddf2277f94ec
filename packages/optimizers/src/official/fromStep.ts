import type { Description, Host, Transform } from '@momenta/core'

type Counted = { readonly t: number; readonly inner: Host }

/**
 * Lets a transform act from step n on: before that its host counts on, but its slots stay as they are, and the updates pass by or are zero.
 *
 * Sound only around parts without a memory; it exists for the authors' first step and is no part of the catalogue.
 */
export const fromStep = (n: number, transform: Transform, until: 'pass' | 'zero'): Transform =>
  transform.map((description): Description => {
    const waiting = `until ${n}: ${until}`
    return {
      ...description,
      init: (leaves): Counted => ({ t: 0, inner: description.init(leaves) }),
      plan: (host, seen, hyper) => {
        const { t, inner } = host as Counted
        const { next, plan } = description.plan(inner, seen, hyper)
        return {
          next: { t: t + 1, inner: next },
          plan: t + 1 < n ? { scalars: {}, variant: waiting } : plan,
        }
      },
      body: (x, at) =>
        at.variant === waiting
          ? { updates: until === 'pass' ? at.updates : x.of(0), slots: at.slots }
          : description.body(x, at),
    }
  })
