import { type Arithmetic, chain, describe, type Transform } from '@momenta/core'
import { advance, initialState, layoutOf, leafInterpreter } from '@momenta/core/program'
import t from 'tap'

const numbers: Arithmetic<number> = {
  of: (n) => n,
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(a, b),
  sqrt: Math.sqrt,
  abs: Math.abs,
  sign: Math.sign,
  neg: (a) => -a,
}

/** A part without state, whose plan names no variant. */
const part = (
  body: <A>(x: Arithmetic<A>, updates: A, grads: A) => A,
  rest: { readonly rebinds?: boolean; readonly needs?: readonly ['grads'] } = {},
): Transform =>
  describe({
    name: 'part',
    slots: {},
    hyper: {},
    ...rest,
    init: () => 0,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (x, { updates, grads }) => ({ updates: body(x, updates, grads), slots: {} }),
  })

/** The updates of leaves a and b, whose gradients are 1 and 10. */
const updates = (transform: Transform): readonly number[] => {
  const leaves = ['a', 'b'].map((name) => ({ name, shape: [], size: 1 }))
  const state = initialState<number>(transform, leaves, () => 0)
  const start = { params: [0, 0], grads: [1, 10], state }
  const run = advance<number>(layoutOf(transform, leaves), start, leafInterpreter(numbers))
  let turn = run.next()
  while (!turn.done) turn = run.next(turn.value.map(({ of }) => Math.abs(of)))
  return turn.value.updates
}

const double = part((x, u) => x.add(u, u))
const rebinding = part((x, u) => x.add(u, x.of(1)), { rebinds: true })
const gradient = part((_, __, g) => g)
const measuring = part((_, __, g) => g, { needs: ['grads'] })

t.test('after a part that rebinds, the gradient is its updates', async (t) => {
  t.same(updates(chain(double, gradient)), [1, 10])
  // 2 g + 1
  t.same(updates(chain(double, rebinding, double, gradient)), [3, 21])
  // the same in segments of their own
  t.same(updates(chain(double, rebinding, double, measuring)), [3, 21])
  t.same(updates(chain(double, rebinding, measuring)), [3, 21])
})

t.test('on leaves that it does not act on, the gradient stays the raw one', async (t) => {
  const onlyA = rebinding.map((one) => ({ ...one, only: (name: string) => name === 'a' }))
  t.same(updates(chain(double, onlyA, gradient)), [3, 10])
  t.same(updates(chain(double, onlyA, measuring)), [3, 10])
})
