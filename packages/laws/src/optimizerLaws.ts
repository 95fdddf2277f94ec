import type { Optimizer } from '@momenta/core'
import type { Law } from './Law.js'
import { bowl, start } from './problem.js'
import { runLaws } from './runLaws.js'
import { paramsOf, travel } from './travel.js'

/**
 * The laws of every optimizer, in float64 on a small problem with two leaves.
 *
 * @example
 * import { identity, optimizer } from '@momenta/core'
 * import { optimizerLaws } from '@momenta/laws'
 *
 * optimizerLaws.map(({ check }) => check(optimizer(identity))).every((broken) => broken === undefined) // => true
 */
export const optimizerLaws: readonly Law<Optimizer>[] = [
  ...runLaws,
  {
    name: 'the parameters stay finite on a bowl',
    check: (optimizer) => {
      const { params } = travel(optimizer, 100)
      return [...params.w, ...params.b].every(Number.isFinite)
        ? undefined
        : `after 100 steps they are ${paramsOf({ params, state: { step: 0, parts: [] } })}`
    },
  },
  {
    name: 'the value returned is that of the point the step started from',
    check: (optimizer) => {
      const wanted = bowl(start, 0).value
      const count = optimizer.estimators.some(({ name }) => name === 'microbatches') ? 1e-12 : 0
      const got = travel(optimizer, 1).value ?? Number.NaN
      return Math.abs(got - wanted) <= count ? undefined : `got ${got} instead of ${wanted}`
    },
  },
]
