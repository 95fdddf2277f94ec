import { type Description, describe, type Transform } from '@momenta/core'

/** A part that measures everything and changes nothing. */
const observer: Transform = describe({
  name: 'observer',
  slots: {},
  hyper: {},
  needs: ['grads', 'updates', 'params', 'finite', 'value'],
  reductions: {
    sums: (x, { updates, params, grads }) => ({ dot: x.mul(grads, params), size: x.abs(updates) }),
    maxima: (x, { updates }) => ({ most: x.abs(updates) }),
  },
  init: () => null,
  plan: (host) => ({ next: host, plan: { scalars: {} } }),
  body: (_, { updates }) => ({ updates, slots: {} }),
})

/**
 * A chain with an observer before each part: what other parts measure must not change what a part
 * does.
 */
export const observed = (transform: Transform): Transform =>
  transform.flatMap((description: Description) => [...observer, description])

/** The parts of the state of an observed chain that are not observers'. */
export const unobserved = <A>(parts: readonly A[]): readonly A[] =>
  parts.filter((_, i) => i % 2 === 1)
