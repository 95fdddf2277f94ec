import type { Description, Host, Transform } from '@momenta/core'

type Counted = { readonly t: number; readonly inner: Host }

/**
 * Applies a transform from step n on. Before that its host counts the steps, its slots do not
 * change, and the updates pass unchanged or are zero.
 *
 * Valid only for parts without a buffer; it reproduces the authors' first step.
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
