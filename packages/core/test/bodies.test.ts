import type { Arithmetic, Description } from '@momenta/core'
import { runLeaf, trace } from '@momenta/core/program'
import t from 'tap'

const numbers = {} as Arithmetic<number>

/** A part with one slot, whose body returns anything. */
const returning = (output: unknown): Description => ({
  name: 'odd',
  slots: { mu: 'zeros' },
  hyper: {},
  init: () => null,
  plan: (host) => ({ next: host, plan: { scalars: {} } }),
  body: () => output as never,
})
const plan = { scalars: {} }

t.test('what a body returns is checked, run directly and traced', async (t) => {
  const wrong: readonly (readonly [unknown, string])[] = [
    [undefined, 'must return { updates, slots }, got nothing'],
    [3, 'must return { updates, slots }, got the number 3'],
    [{ u: 1, s: {} }, 'must return { updates, slots }, got a record of u, s'],
    [{ updates: 1 }, 'must return { updates, slots }, got a record of updates'],
    [
      { updates: 1, slots: { nu: 1 } },
      "must return a value for each slot that the part declares, got none for 'mu'",
    ],
  ]
  for (const [output, text] of wrong) {
    const description = returning(output)
    const error = { name: 'TypeError', message: `step: the body of odd ${text}` }
    const parts = [{ description, plan, slots: { mu: 0 }, entries: [] }]
    t.throws(() => runLeaf(numbers, parts, { shape: [], updates: 1, params: 1, grads: 1 }), error)
    t.throws(() => trace({ parts: [{ description, plan }], same: true, last: true }), error)
  }
})
