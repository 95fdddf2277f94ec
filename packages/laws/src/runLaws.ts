import { chain, identity, type Optimizer } from '@momenta/core'
import { checkState, layoutOf } from '@momenta/core/program'
import { float64 } from '@momenta/float64'
import type { Law } from './Law.js'
import { type Point, start } from './problem.js'
import { paramsOf, textOf, travel } from './travel.js'

const steps = 12
const first = 5

/** The laws of a run that hold whatever the direction of its steps. */
export const runLaws: readonly Law<Optimizer>[] = [
  {
    name: 'a step modifies none of its inputs',
    check: (optimizer) => {
      const iterate = travel(optimizer, first)
      const before = textOf(iterate)
      travel(optimizer, 1, iterate)
      return textOf(iterate) === before ? undefined : 'the given iterate has changed'
    },
  },
  {
    name: 'k steps are j steps, the state copied as JSON, and k - j steps, bit for bit',
    check: (optimizer) => {
      const middle = travel(optimizer, first)
      const parts = middle.state.parts.map((part) => ({
        ...part,
        host: JSON.parse(JSON.stringify(part.host)),
        hyper: JSON.parse(JSON.stringify(part.hyper)),
      }))
      const copied = { ...middle, state: { ...middle.state, parts } }
      const resumed = textOf(travel(optimizer, steps - first, copied))
      return resumed === textOf(travel(optimizer, steps))
        ? undefined
        : 'the resumed run differs from the uninterrupted one'
    },
  },
  {
    name: 'a chain with the identity, before or after, changes nothing',
    check: (optimizer) => {
      const { transform } = optimizer
      const wanted = textOf(travel(optimizer, steps))
      const around = { ...optimizer, transform: chain(identity, transform, identity) }
      return textOf(travel(around, steps)) === wanted ? undefined : 'the identity changed the run'
    },
  },
  {
    name: 'a loss that throws changes nothing',
    check: (optimizer) => {
      const iterate = travel(optimizer, first)
      const before = textOf(iterate)
      try {
        float64(optimizer).step(() => {
          throw new Error('the loss throws')
        }, iterate)
        return 'the error of the loss was not thrown'
      } catch {
        const after = textOf(travel(optimizer, steps - first, iterate))
        return textOf(iterate) === before && after === textOf(travel(optimizer, steps))
          ? undefined
          : 'the run after the error differs from the one without it'
      }
    },
  },
  {
    name: 'writing the same hyperparameters changes nothing',
    check: (optimizer) => {
      const middle = travel(optimizer, first)
      const parts = middle.state.parts.map((part, i) => ({
        ...part,
        hyper: Object.fromEntries(
          Object.keys(part.hyper).map((name) => [
            name,
            optimizer.transform[i]?.hyper[name]?.value as number,
          ]),
        ),
      }))
      const same = { ...middle, state: { ...middle.state, parts } }
      return textOf(travel(optimizer, steps - first, same)) === textOf(travel(optimizer, steps))
        ? undefined
        : 'writing the same hyperparameters changed the run'
    },
  },
  {
    name: 'the order of the keys of the parameters makes no difference, also where it changes between steps',
    check: (optimizer) => {
      const wanted = travel(optimizer, steps)
      const { init } = float64(optimizer)
      const turned = ({ w, b }: Point): Point => ({ b, w })
      const middle = travel(optimizer, first, init(turned(start)))
      const got = travel(optimizer, steps - first, { ...middle, params: turned(middle.params) })
      return paramsOf(got) === paramsOf(wanted)
        ? undefined
        : `at ${paramsOf(got)}, with the other order at ${paramsOf(wanted)}`
    },
  },
  {
    name: 'the state fits its leaves after each step',
    check: (optimizer) => {
      const leaves = Object.entries(start).map(([name, { length }]) => ({
        name,
        shape: [length],
        size: length,
      }))
      try {
        const { state } = travel(optimizer, first)
        checkState('law', layoutOf(optimizer.transform, leaves), state, ({ length }, expected) =>
          expected.reduce((size, n) => size * n, 1) === length ? expected : [length],
        )
        return undefined
      } catch (error) {
        return String(error)
      }
    },
  },
]
