import { currentPlusMean } from '@momenta/aggregators'
import { memoriesOf, remember, type State } from '@momenta/core'
import {
  advance,
  initialState,
  layoutOf,
  leafInterpreter,
  type runLeaf,
} from '@momenta/core/program'
import { priority } from '@momenta/policies'
import t from 'tap'

const numbers = {
  of: (n: number) => n,
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
} as Parameters<typeof runLeaf<number>>[0]

const leaves = [{ name: 'w', shape: [], size: 1 }]

t.test(
  'when gradients become zero, a full memory keeps contributing until a larger key is offered',
  async (t) => {
    const transform = remember({
      capacity: 2,
      policy: priority({ decay: 0.7 }),
      aggregator: currentPlusMean(),
    })
    let state: State<number> = initialState(transform, leaves, () => 0)
    const update = (g: number): number => {
      const start = { params: [0], grads: [g], state }
      const steps = advance(layoutOf(transform, leaves), start, leafInterpreter(numbers))
      let turn = steps.next()
      while (!turn.done) turn = steps.next(turn.value.map(({ of }) => Math.abs(of)))
      state = turn.value.state
      return turn.value.updates[0] as number
    }
    const keys = () => memoriesOf(transform, state)[0]?.keys ?? []
    update(2)
    update(4)
    // u' = 0 + (2 + 4)/2 in each of 3,000 steps
    for (let i = 0; i < 3000; i++) t.equal(update(0), 3)
    // 0.7 of the least number rounds to itself, so keys that decayed for long are alike
    t.same(keys(), [Number.MIN_VALUE, Number.MIN_VALUE])
    update(1e-300)
    t.ok((keys()[0] as number) > Number.MIN_VALUE, 'the first of them gives way')
    t.equal(update(0), (1e-300 + 4) / 2)
  },
)
