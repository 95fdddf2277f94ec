import { identity, optimizer } from '@momenta/core'
import { gradientNoise } from '@momenta/estimators'
import { compile, float64 } from '@momenta/float64'
import t from 'tap'

type Point = { readonly [name: string]: Float64Array }

const chosen = optimizer(identity, gradientNoise({ eta: 1, gamma: 0, seed: 3 }))
const flat = (params: Point) => ({
  value: 0,
  grads: Object.fromEntries(
    Object.entries(params).map(([name, leaf]) => [name, leaf.map(() => 0)]),
  ),
})

/** Where two steps of noise alone lead, from 0. */
const walked = (sizes: { readonly [name: string]: number }): Point => {
  const { init, step } = float64(chosen)
  const start: Point = Object.fromEntries(
    Object.entries(sizes).map(([name, size]) => [name, new Float64Array(size)]),
  )
  return step(flat, step(flat, init(start))).params
}

t.test('a resumed run has the same noise', async (t) => {
  // by a program in Python of the same definition, to the last bit but for the logarithm's and the
  // sine's
  const close = (got: Float64Array | undefined, wanted: readonly number[]) =>
    wanted.every((n, i) => Math.abs((got?.[i] as number) - n) < 1e-14)
  const { w, b } = walked({ w: 2, b: 1 })
  t.ok(close(w, [1.2661053970305844, 2.1974952658951885]), String(w))
  t.ok(close(b, [0.8056514929372686]), String(b))
})

t.test('the noise of a leaf depends on its name, not on the others or their order', async (t) => {
  const wanted = walked({ w: 2, b: 1 })
  t.same(walked({ b: 1, w: 2 }), { b: wanted.b, w: wanted.w })
  t.same(walked({ a: 3, w: 2 }).w, wanted.w)
  t.notSame(walked({ v: 2 }).v, wanted.w)
  const run = compile(chosen, [[0], [0, 0]], { names: ['b', 'w'] })
  for (let i = 0; i < 2; i++) run.step(() => 0)
  t.same(run.params, [wanted.b, wanted.w])
})

t.test('seeds that differ make another noise, also beyond 32 bits', async (t) => {
  const first = (seed: number) => {
    const run = compile(optimizer(identity, gradientNoise({ seed })), [[0]])
    run.step(() => 0)
    return run.params[0]?.[0]
  }
  t.equal(new Set([0, 1, 2 ** 32, 2 ** 33, 2 ** 33 + 1].map(first)).size, 5)
})
