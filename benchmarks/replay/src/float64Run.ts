import {
  dictionary,
  memoriesOf,
  type Optimizer,
  type Transform,
  withHyperparameters,
} from '@momenta/core'
import { float64 } from '@momenta/float64'
import type { Run } from './Run.js'

/** Names of parts: the part's and how many of that name are before it. */
const partNamer = (transform: Transform) => (i: number) => {
  const { name } = transform[i] as Transform[number]
  return `${name} ${transform.slice(0, i).filter((part) => part.name === name).length}`
}

/** A run in float64, on plain arrays. */
export const float64Run: Run = (first, params) => {
  const runnerOf = (optimizer: Optimizer) =>
    float64(optimizer, { shapes: dictionary(params.map(({ shape }, i) => [String(i), shape])) })
  const start = params.map(({ init }) => Float64Array.from(init))
  let [optimizer, runner] = [first, runnerOf(first)]
  let iterate = runner.init(start)
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
    replace: (next) => {
      const [nameOf, now] = [partNamer(optimizer.transform), iterate.state.parts]
      const old = new Map(now.map((part, i) => [nameOf(i), part]))
      runner = runnerOf(next)
      const state = runner.init(start).state
      const nextName = partNamer(next.transform)
      const parts = state.parts.map((part, i) => ({
        ...part,
        ...old.get(nextName(i)),
        hyper: part.hyper,
      }))
      iterate = { ...iterate, state: { ...iterate.state, parts } }
      optimizer = next
    },
    end: () => {},
  }
}
