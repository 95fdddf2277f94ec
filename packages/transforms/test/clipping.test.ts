import { chain, optimizer, type Transform } from '@momenta/core'
import { compile, float64 } from '@momenta/float64'
import { applyIfFinite, clipByGlobalNorm, clipByLeafNorm } from '@momenta/transforms'
import t from 'tap'

type Point = { readonly w: Float64Array; readonly b: Float64Array }

/** The updates of one step from 0, where they are the parameters. */
const updates = (transform: Transform, w: readonly number[], b: number) => {
  const { init, step } = float64(optimizer(transform))
  const grads: Point = { w: Float64Array.from(w), b: Float64Array.of(b) }
  const zeros: Point = { w: new Float64Array(w.length), b: new Float64Array(1) }
  const { params } = step(() => ({ value: 0, grads }), init(zeros))
  const run = compile(optimizer(transform), [new Float64Array(w.length), new Float64Array(1)], {
    names: ['w', 'b'],
  })
  run.step((_, [gw, gb]) => {
    gw?.set(w)
    gb?.fill(b)
    return 0
  })
  const compiled = run.params.flatMap((leaf) => [...leaf])
  return { defined: [...params.w, ...params.b], compiled }
}

const nan = Number.NaN
const infinite = Number.POSITIVE_INFINITY

t.test('a global norm that is not finite makes every update NaN', async (t) => {
  for (const bad of [nan, infinite, -infinite]) {
    const { defined, compiled } = updates(clipByGlobalNorm(), [bad, 2], 3)
    t.same(defined, [nan, nan, nan], `${bad}`)
    t.same(compiled, [nan, nan, nan], `${bad}, compiled`)
  }
})

t.test('a norm of a leaf that is not finite makes the updates of that leaf NaN', async (t) => {
  for (const bad of [nan, infinite]) {
    const { defined, compiled } = updates(clipByLeafNorm({ max: 1 }), [bad, 2], 4)
    t.same(defined, [nan, nan, 1], `${bad}`)
    t.same(compiled, [nan, nan, 1], `${bad}, compiled`)
  }
})

t.test('applyIfFinite around a clip skips such a step', async (t) => {
  const { defined } = updates(applyIfFinite(clipByGlobalNorm()), [infinite, 2], 3)
  t.same(defined, [0, 0, 0])
})

t.test('a norm beyond every square is brought down to max', async (t) => {
  // 3e200² is no float64; the norm is 5e200, and 1e-15 allows for the rounding of 5e200
  const { defined, compiled } = updates(clipByGlobalNorm({ max: 1 }), [3e200, 0], 4e200)
  t.ok(Math.abs((defined[0] as number) - 0.6) < 1e-15)
  t.ok(Math.abs((defined[2] as number) - 0.8) < 1e-15)
  t.same(compiled, defined)
})

t.test('a factor too small for float32 is split into two powers, and rounds as one', async (t) => {
  // 2⁻¹⁴⁰ as one factor would have 9 bits in float32
  const { defined } = updates(chain(clipByLeafNorm({ max: 2 ** -20 })), [2 ** 120, 0], 2 ** 100)
  t.same(defined, [2 ** -20, 0, 2 ** -20])
})
