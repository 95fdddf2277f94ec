import { dictionary, memoriesOf, withHyperparameters } from '@momenta/core'
import { float64 } from '@momenta/float64'
import type { Run } from './Run.js'

/** A run in float64, on plain arrays. */
export const float64Run: Run = (optimizer, params) => {
  const runner = float64(optimizer, {
    shapes: dictionary(params.map(({ shape }, i) => [String(i), shape])),
  })
  let iterate = runner.init(params.map(({ init }) => Float64Array.from(init)))
  return {
    step: (loss) => {
      iterate = runner.step((point) => {
        const { value, grads } = loss(point)
        return { value, grads: grads.map((leaf) => Float64Array.from(leaf)) }
      }, iterate)
      return {
        params: iterate.params,
        value: iterate.value ?? Number.NaN,
        memories: memoriesOf(optimizer.transform, iterate.state),
        state: iterate.state,
      }
    },
    set: (values) => {
      const state = withHyperparameters(optimizer.transform, iterate.state, values)
      iterate = { ...iterate, state }
    },
    end: () => {},
  }
}
