import { optimizer, type Transform } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { scaleByAdamMini, scaleByGalore, scaleBySplus } from '@momenta/transforms'
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

/** Within the roundings of an eigendecomposition of small matrices. */
const close = (a: readonly number[] | undefined, b: readonly number[], tolerance = 1e-12) =>
  a?.length === b.length && a.every((n, i) => Math.abs(n - (b[i] as number)) <= tolerance)

const plain = { b1: 0, b2: 0, eps: 0, every: 2 }

t.test(
  'GaLore of rank 1 is the sign of the projected rows along the singular vector',
  async (t) => {
    // G = (3, −1, 2)ᵀ (0.6, 0.8): the projections are ±3, −1, 2, and Adam without momentum their
    // sign.
    const gradient = [1.8, 2.4, -0.6, -0.8, 1.2, 1.6]
    const [update] = updatesOf(scaleByGalore({ ...plain, rank: 1, scale: 0.5 }), [3, 2], [gradient])
    t.ok(close(update, [0.3, 0.4, -0.3, -0.4, 0.3, 0.4]))
  },
)

t.test('GaLore of a wide matrix is that of its transpose', async (t) => {
  const tall = [1, 2, -3, 0.5, 0.25, 4]
  const wide = [1, -3, 0.25, 2, 0.5, 4]
  const made = scaleByGalore({ rank: 1, residual: true })
  const [a] = updatesOf(made, [3, 2], [tall])
  const [b = []] = updatesOf(made, [2, 3], [wide])
  t.ok(close(a, [b[0], b[3], b[1], b[4], b[2], b[5]] as number[]))
})

t.test('GaLore has the vectors of the first gradient until they are computed again', async (t) => {
  const [x, y] = [
    [2, 0, 0, 0],
    [0, 0, 0, 3],
  ]
  const updates = updatesOf(
    scaleByGalore({ ...plain, rank: 1, scale: 1, every: 3 }),
    [2, 2],
    [x, y, y],
  )
  t.ok(close(updates[0], [1, 0, 0, 0]))
  t.ok(close(updates[1], [0, 0, 0, 0]), 'orthogonal to the subspace')
  t.ok(close(updates[2], [0, 0, 0, 1]))
})

t.test(
  'Fira adds what is outside the subspace, scaled as Adam scales what is inside',
  async (t) => {
    // Row 1 is inside, row 2 has 1 inside and 1 outside: Adam scales both insides to 1.
    const made = scaleByGalore({ ...plain, rank: 1, scale: 1, residual: true, every: 9 })
    const updates = updatesOf(
      made,
      [2, 2],
      [
        [4, 0, 0, 0],
        [4, 0, 2, 6],
      ],
    )
    t.ok(close(updates[0], [1, 0, 0, 0]))
    // 6 outside times 1/2, limited to 1.01 times the norm before, which was 0.
    t.ok(close(updates[1]?.slice(0, 3), [1, 0, 1]))
    t.ok(Math.abs(updates[1]?.[3] ?? 1) <= 1.02e-8)
  },
)

t.test('a gradient that is not finite makes the updates of GaLore and SPlus NaN', async (t) => {
  for (const made of [scaleByGalore({ rank: 1 }), scaleBySplus()])
    t.ok(
      updatesOf(
        made,
        [2, 2],
        [
          [1, 2, Number.NaN, 4],
          [1, 2, 3, 4],
        ],
      )[1]?.every(Number.isNaN),
    )
})

t.test('SPlus is the sign in the eigenbasis of the products, 2/(m + n) as long', async (t) => {
  // Q = (3 −4; 4 3)/5 and G = Q diag(4, 9): in the bases its sign is diag(1, 1) up to their signs.
  const gradient = [0.6 * 4, -0.8 * 9, 0.8 * 4, 0.6 * 9]
  const updates = updatesOf(scaleBySplus({ b1: 0, b2: 0 }), [2, 2], [gradient, gradient])
  t.ok(close(updates[0], [0.5, -0.5, 0.5, 0.5]), 'the identity is the basis of the first step')
  const [a = 0, b = 0, c = 0, d = 0] = updates[1] ?? []
  const inBases = [0.6 * a + 0.8 * c, 0.6 * b + 0.8 * d, -0.8 * a + 0.6 * c, -0.8 * b + 0.6 * d]
  t.ok([inBases[0], inBases[3]].every((x) => Math.abs((x ?? 0) - 0.5) <= 1e-12))
})

t.test('SPlus of a vector is the sign of the momentum times the constant', async (t) => {
  t.ok(close(updatesOf(scaleBySplus({ constant: 0.25 }), [3], [[3, -1, 0]])[0], [0.25, -0.25, 0]))
})

t.test('Adam-mini divides each block by the root of its mean square', async (t) => {
  const gradient = [3, 1, 4, 1]
  const options = { b2: 0, eps: 0 }
  const of = (blocks: 'last' | 'first' | 'leaf', shape: readonly number[]) =>
    updatesOf(scaleByAdamMini({ ...options, blocks }), shape, [gradient])[0]
  const root = Math.sqrt(12.5)
  t.ok(close(of('last', [2, 2]), [3 / root, 1, 4 / root, 1]))
  t.ok(
    close(
      of('first', [2, 2]),
      [3, 1].map((x) => x / Math.sqrt(5)).concat([4, 1].map((x) => x / Math.sqrt(8.5))),
    ),
  )
  t.ok(
    close(
      of('leaf', [2, 2]),
      gradient.map((x) => x / Math.sqrt(6.75)),
    ),
  )
  t.same(of('last', [4]), of('leaf', [4]))
})
