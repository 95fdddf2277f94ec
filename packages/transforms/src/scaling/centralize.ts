import { describeWhole, type Transform } from '@momenta/core'
import { defineFactory, type Factory, type NoOptions } from '@momenta/options'

/** All axes but the first. */
const otherAxes = (shape: readonly number[]): readonly number[] =>
  shape.slice(1).map((_, axis) => axis + 1)

/**
 * Gradient centralization: u' = u − the mean of u over all axes but the first, for leaves with more
 * than one axis. No state, no options.
 *
 * @throws TypeError if an option is given: there are none.
 *
 * Source: Yong et al., arXiv 2004.01461; `optax.centralize`.
 *
 * @example
 * import { centralize } from '@momenta/transforms'
 *
 * centralize().map(({ name }) => name) // => ['centralize']
 */
export const centralize: Factory<NoOptions, Transform> = defineFactory('centralize', {}, () =>
  describeWhole({
    name: 'centralize',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    leaf: (x, { updates: u }) => {
      const axes = otherAxes(x.shapeOf(u))
      return { updates: axes.length === 0 ? u : x.sub(u, x.meanOver(u, axes)), slots: {} }
    },
  }),
)
