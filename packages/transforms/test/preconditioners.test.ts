import { optimizer, type Transform } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { scaleByShampoo, scaleBySoap } from '@momenta/transforms'
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

/** By default within a few roundings of numbers near 1. */
const close = (a: readonly number[] | undefined, b: readonly number[], tolerance = 1e-14) =>
  a?.length === b.length && a.every((n, i) => Math.abs(n - (b[i] as number)) <= tolerance)

/** An ε that rounding is far below, with a change of less than 1e-5. */
const eps = 1e-6

t.test('Shampoo of a diagonal matrix divides each singular value by its own sum', async (t) => {
  // L = R = diag(16, 81) + I, whose roots of order 4 both divide.
  const [first, second] = updatesOf(
    scaleByShampoo({ eps: 1 }),
    [2, 2],
    [
      [4, 0, 0, 9],
      [4, 0, 0, 9],
    ],
  )
  t.ok(close(first, [4 / Math.sqrt(17), 0, 0, 9 / Math.sqrt(82)]))
  t.ok(close(second, [4 / Math.sqrt(33), 0, 0, 9 / Math.sqrt(163)]))
})

t.test('Shampoo of a rotated matrix is the rotated result', async (t) => {
  // Q = (3 −4; 4 3)/5 and U = Q diag(4, 9): L = Q diag(16, 81) Qᵀ, R = diag(16, 81).
  const u = [0.6 * 4, -0.8 * 9, 0.8 * 4, 0.6 * 9]
  const [x, y] = [4 / Math.sqrt(17), 9 / Math.sqrt(82)]
  const [update] = updatesOf(scaleByShampoo({ eps: 1 }), [2, 2], [u])
  t.ok(close(update, [0.6 * x, -0.8 * y, 0.8 * x, 0.6 * y]))
})

t.test('Shampoo has a root of order 2 for a vector, and leaves scalars unchanged', async (t) => {
  // The eigenvalue of (3, 4) is 25 + 11.
  t.ok(close(updatesOf(scaleByShampoo({ eps: 11 }), [2], [[3, 4]])[0], [0.5, 4 / 6]))
  t.same(updatesOf(scaleByShampoo(), [], [[7]]), [[7]])
})

t.test('Shampoo does not move before its roots, and keeps them between', async (t) => {
  const updates = updatesOf(scaleByShampoo({ eps: 0, every: 2 }), [1, 1], [[2], [2], [8]])
  // L = R = 8 after two steps: twice 8^(−1/4), as in the third step.
  t.ok(close(updates.flat(), [0, 2 / Math.sqrt(8), 8 / Math.sqrt(8)]))
})

t.test('a longer axis is not preconditioned, and more than four axes are four', async (t) => {
  const one = updatesOf(scaleByShampoo({ eps: 1, maxSize: 1 }), [1, 2], [[4, 3]])[0]
  // Only L = 25 + 1 has a root.
  t.ok(close(one, [4 / 26 ** 0.25, 3 / 26 ** 0.25]))
  const u = [1, 2, 3, 5, 8, 13, 21, 34]
  for (const make of [scaleByShampoo, scaleBySoap])
    t.same(updatesOf(make(), [2, 1, 2, 1, 2], [u, u]), updatesOf(make(), [2, 2, 1, 2], [u, u]))
})

t.test('SOAP measures in its first step, and is Adam in the eigenbasis after it', async (t) => {
  // The bases of Q diag(9, 4) are Q and the identity, in which the gradient is diag(9, 4).
  const u = [0.6 * 9, -0.8 * 4, 0.8 * 9, 0.6 * 4]
  const [first, second] = updatesOf(scaleBySoap({ eps }), [2, 2], [u, u])
  t.same(first, [0, 0, 0, 0])
  // Adam's first step is a sign: Q itself.
  t.ok(close(second, [0.6, -0.8, 0.8, 0.6], 1e-5))
})

t.test(
  'SOAP orders its bases by the sizes along them, and the second moment with them',
  async (t) => {
    const [large, small] = [
      [3, 0, 0, 1],
      [1, 0, 0, 3],
    ]
    const how = { b1: 0, b2: 0.5, shampooBeta: 0, every: 1, eps: 0, debias: false }
    const updates = updatesOf(scaleBySoap(how), [2, 2], [large, small, small])
    // In the second step v = (1, 9)/2; then the axes swap, and v = (0.75, 6.75) at the same elements.
    t.ok(close(updates[1], [Math.SQRT2, 0, 0, Math.SQRT2]))
    t.ok(close(updates[2], [1 / Math.sqrt(0.75), 0, 0, 3 / Math.sqrt(6.75)]))
  },
)

t.test('SOAP gives vectors Adam, or with `vectors` a basis', async (t) => {
  const u = [3, 4]
  t.ok(close(updatesOf(scaleBySoap({ eps }), [2], [u, u])[1], [1, 1], 1e-5))
  t.ok(close(updatesOf(scaleBySoap({ eps, vectors: true }), [2], [u, u])[1], [0.6, 0.8], 1e-5))
  const normalized = updatesOf(
    scaleBySoap({ eps, vectors: true, normalize: true, debias: false }),
    [2],
    [u, u],
  )
  t.ok(close(normalized[1], [0.6 * Math.SQRT2, 0.8 * Math.SQRT2], 1e-5))
})

t.test('a gradient that is not finite gives NaN, also in later steps', async (t) => {
  const gradients = [
    [1, 2, 3, 4],
    [1, Number.NaN, 3, 4],
    [1, 2, 3, 4],
  ]
  for (const transform of [scaleByShampoo(), scaleBySoap({ every: 1 })])
    t.ok(updatesOf(transform, [2, 2], gradients).at(-1)?.every(Number.isNaN))
})

t.test('with `merge` a leaf is preconditioned as the matrix of its merged axes', async (t) => {
  const gradients = [0, 1, 2].map((step) =>
    Array.from({ length: 24 }, (_, i) => Math.sin(1 + 5 * i + 7 * step)),
  )
  for (const made of [scaleByShampoo, scaleBySoap])
    for (const [shape, maxSize, matrix] of [
      [[2, 3, 4], 6, [6, 4]],
      // axes of length 1 count no axis
      [[1, 24, 1], 8, [24]],
      [[2, 1, 12], 12, [2, 12]],
    ] as const) {
      const merged = updatesOf(made({ merge: true, maxSize }), shape, gradients)
      t.same(
        merged,
        updatesOf(
          made({ maxSize, ...(made === scaleBySoap && { vectors: true }) }),
          matrix,
          gradients,
        ),
        `${shape}`,
      )
    }
})
