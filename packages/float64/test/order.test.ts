import { chain, type Estimator, optimizer, perLeaf, remember, sumOfNorms } from '@momenta/core'
import { compile, float64, type Iterate } from '@momenta/float64'
import t from 'tap'

type Point = { readonly [name: string]: Float64Array }

const names = ['w', 'a', '10', '9', 'constructor', '__proto__', 'z/b', 'ä', 'B']

/** Adds the sum of all gradients, in the order in which it sees them, to each. */
const summing: Estimator = {
  name: 'summing',
  wrap: (oracle, x) => (params, microbatch) => {
    const { value, grads } = oracle(params, microbatch)
    const total = grads.reduce((sum, g) => x.add(sum, x.total(g)), x.of(0))
    return { value, grads: grads.map((g) => x.add(g, x.mul(x.of(1e-3), total))) }
  },
}

const chosen = optimizer(
  chain(
    remember({ capacity: 2 }),
    remember({ capacity: 2, key: sumOfNorms() }),
    remember({ capacity: 2, key: perLeaf() }),
  ),
  summing,
)

const point = (order: readonly string[], of: (name: string) => readonly number[]): Point =>
  Object.fromEntries(order.map((name) => [name, Float64Array.from(of(name))]))

const gradientOf = (name: string, i: number): readonly number[] => {
  const k = names.indexOf(name)
  return [Math.sin(k + i) * 10 ** (k % 5), Math.cos(3 * k + i) / 3]
}

const run = (orderOf: (step: number) => readonly string[], steps = 8) => {
  const { init, step } = float64(chosen)
  let iterate: Iterate<Point> = init(point(orderOf(0), () => [1, 2]))
  for (let i = 0; i < steps; i++) {
    const from = {
      ...iterate,
      params: point(orderOf(i), (name) => [...(iterate.params[name] ?? [])]),
    }
    iterate = step(
      () => ({ value: 0, grads: point(orderOf(i + 1), (name) => gradientOf(name, i)) }),
      from,
    )
  }
  return iterate
}

const textOf = ({ params, state }: Iterate<Point>) =>
  JSON.stringify([
    names.map((name) => [...(params[name] ?? [])]),
    state.parts.map(({ host, slots, buffers }) => [
      host,
      names.map((name) => [slots.sum?.[name], buffers[name]]),
    ]),
  ])

const rotated = (by: number) => [...names.slice(by), ...names.slice(0, by)]

t.test(
  'no number depends on the order of the keys, also if it changes between steps',
  async (t) => {
    const wanted = textOf(run(() => names))
    t.equal(textOf(run(() => names.toReversed())), wanted)
    t.equal(textOf(run((i) => rotated(i % names.length))), wanted)
    t.equal(textOf(run((i) => (i % 2 === 0 ? names : rotated(4).toReversed()))), wanted)
  },
)

t.test('a compiled run takes its leaves in any order', async (t) => {
  const wanted = run(() => names)
  for (const order of [names, names.toReversed(), rotated(3)]) {
    const compiled = compile(
      chosen,
      order.map(() => [1, 2]),
      { names: order },
    )
    for (let i = 0; i < 8; i++)
      compiled.step((_, grads) => {
        for (const [k, leaf] of grads.entries()) leaf.set(gradientOf(order[k] as string, i))
        return 0
      })
    for (const [k, name] of order.entries()) t.same(compiled.params[k], wanted.params[name])
    const on = compile(
      chosen,
      rotated(5).map((name) => wanted.params[name] ?? []),
      {
        names: rotated(5),
        state: compiled.state(),
      },
    )
    t.equal(
      JSON.stringify(on.state().parts.map(({ host }) => host)),
      JSON.stringify(wanted.state.parts.map(({ host }) => host)),
    )
  }
})
