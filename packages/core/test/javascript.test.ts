import { type Arithmetic, type Description, describe } from '@momenta/core'
import { javascript, type Rounding, trace } from '@momenta/core/program'
import t from 'tap'

const { fround } = Math

/** What a body of updates u and the scalar k computes, compiled: one element for each of u. */
const computed = (
  body: <A>(x: Arithmetic<A>, u: A, k: A) => A,
  us: readonly number[],
  k: number,
  rounding: Rounding,
): readonly number[] => {
  const description = describe({
    name: 'computed',
    slots: { out: 'zeros' },
    hyper: {},
    init: () => 0,
    plan: (host) => ({ next: host, plan: { scalars: { k: 1 } } }),
    body: (x, { updates, scalars }) => ({ updates, slots: { out: body(x, updates, scalars.k) } }),
  })[0] as Description
  const plan = { scalars: { k } }
  const program = trace({ parts: [{ description, plan }], same: true, last: false })
  const [out] = program.stores
  const found = us.map(() => 0)
  javascript(program, [out as never], rounding)([k], [us], [found], us.length)
  return found
}

t.test('in float64 results are not rounded further', async (t) => {
  t.same(
    computed((x, u, k) => x.add(u, k), [0.1], 0.2, 'float64'),
    [0.1 + 0.2],
  )
  t.same(
    computed((x, u) => x.mul(u, x.of(0.1)), [3], 0, 'float64'),
    [3 * 0.1],
  )
})

t.test('in float32 scalars, constants and each result are rounded', async (t) => {
  t.same(
    computed((x, u, k) => x.add(u, k), [fround(0.1)], 0.2, 'float32'),
    [fround(fround(0.1) + fround(0.2))],
  )
  t.same(
    computed((x, u) => x.mul(u, x.of(0.1)), [3], 0, 'float32'),
    [fround(3 * fround(0.1))],
  )
  t.same(
    computed((x, u) => x.sub(x.div(u, x.of(3)), x.sqrt(u)), [2], 0, 'float32'),
    [fround(fround(2 / 3) - fround(Math.sqrt(2)))],
  )
  t.same(
    computed((x, u) => x.sqrt(u), [2], 0, 'float32'),
    [fround(Math.sqrt(2))],
  )
})

t.test('maximum, minimum, sign, absolute value and negation are those of bodies', async (t) => {
  const { NaN: nan } = Number
  t.same(
    computed((x, u, k) => x.max(u, k), [1, 3, nan], 2, 'float32'),
    [2, 3, nan],
  )
  t.same(
    computed((x, u, k) => x.min(u, k), [1, 3, nan], 2, 'float32'),
    [1, 2, nan],
  )
  t.same(
    computed((x, u) => x.sign(u), [-4, 0, 5, nan], 0, 'float32'),
    [-1, 0, 1, 0],
  )
  t.same(
    computed((x, u) => x.sub(x.abs(u), x.neg(u)), [-4, 5], 0, 'float32'),
    [0, 10],
  )
})

t.test('a constant -0 stays one', async (t) => {
  const [got] = computed((x, u) => x.mul(u, x.of(-0)), [1], 0, 'float64')
  t.ok(Object.is(got, -0))
})
