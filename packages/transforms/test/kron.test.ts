import { optimizer, type Transform } from '@momenta/core'
import { extend, float64 } from '@momenta/float64'
import { scaleByKron } from '@momenta/transforms'
import t from 'tap'

/** The updates of a leaf for these gradients, one after the other. */
const updatesOf = (
  transform: Transform,
  shape: readonly number[],
  gradients: readonly (readonly number[])[],
): readonly (readonly number[])[] => {
  const { init, step } = float64(optimizer(transform), { shapes: { w: shape } })
  let iterate = init({ w: Float64Array.from(gradients[0] ?? [], () => 0) })
  return gradients.map((gradient) => {
    const before = iterate.params.w
    iterate = step(() => ({ value: 0, grads: { w: Float64Array.from(gradient) } }), iterate)
    return [...iterate.params.w.map((n, i) => n - (before[i] as number))]
  })
}

t.test(
  'without a rate of the factors they are the identity, and updates are clipped',
  async (t) => {
    const identity = scaleByKron({ factorRate: 0, maxRms: 2 })
    const small = [0.1, -0.2, 0.3, 0.4, 0.5, -0.6]
    t.same(updatesOf(identity, [3, 2], [small]), [small])
    const [large = []] = updatesOf(identity, [3, 2], [small.map((n) => 1e3 * n)])
    // 1e-6 is added to a root mean square of about 400
    t.ok(Math.abs(Math.hypot(...large) / Math.sqrt(6) - 2) < 1e-8)
  },
)

t.test('the factors whiten: the square root of the mean of squares tends to 1', async (t) => {
  const scales = [4, 1, 0.5]
  const gradients = Array.from({ length: 300 }, (_, step) =>
    Array.from({ length: 9 }, (_, i) => {
      const wave = Math.sin(1 + 3.7 * step * (1 + i) + i * i)
      return Math.SQRT2 * (scales[Math.floor(i / 3)] as number) * wave
    }),
  )
  const last = updatesOf(scaleByKron({ maxRms: 1e9 }), [3, 3], gradients).slice(200)
  const rows = [0, 1, 2].map((row) => {
    const squares = last.flatMap((update) => update.slice(3 * row, 3 * row + 3).map((n) => n * n))
    return Math.sqrt(squares.reduce((sum, n) => sum + n, 0) / squares.length)
  })
  // an estimate from random directions, of rows that are 8 times apart
  for (const rms of rows) t.ok(rms > 0.4 && rms < 2.5, `${rows}`)
})

t.test('a leaf with a gradient of 0 keeps its factors', async (t) => {
  const gradient = [0.5, -1, 0.25, 2]
  const made = scaleByKron({ seed: 3 })
  const zeros = Array.from({ length: 50 }, () => [0, 0, 0, 0])
  const updates = updatesOf(made, [2, 2], [...zeros, gradient])
  t.ok(
    updates
      .slice(0, 50)
      .flat()
      .every((n) => n === 0),
  )
  // one change of the factors away from the gradient
  t.ok(Math.hypot(...(updates[50] ?? [])) < 1.5 * Math.hypot(...gradient))
})

t.test('a leaf that is added later has the identity as its first factors', async (t) => {
  const one = optimizer(scaleByKron({ factorRate: 0 }))
  const [alone, both] = [{ a: [2, 2] }, { a: [2, 2], b: [2, 2] }]
  const zeros = new Float64Array(4)
  const g = Float64Array.of(0.1, 0.2, 0.3, -0.4)
  const begun = float64(one, { shapes: alone })
  const first = begun.step(() => ({ value: 0, grads: { a: g } }), begun.init({ a: zeros }))
  const more = extend(one, first, { a: zeros, b: zeros }, { shapes: both })
  const { step } = float64(one, { shapes: both })
  const { params } = step(() => ({ value: 0, grads: { a: g, b: g } }), more)
  t.same(params, { a: g, b: g })
})
