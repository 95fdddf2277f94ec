import { describeWhole, optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { type OrthogonalizeOptions, orthogonalize, scaleByNeuronRms } from '@momenta/transforms'
import t from 'tap'

/** The update of a matrix given row by row. */
const updateOf = (
  u: readonly number[],
  shape: readonly number[],
  options: OrthogonalizeOptions = {},
): readonly number[] => {
  const { init, step } = float64(optimizer(orthogonalize(options)), { shapes: { w: shape } })
  const grads = { w: Float64Array.from(u) }
  return [...step(() => ({ value: 0, grads }), init({ w: grads.w.map(() => 0) })).params.w]
}

const close = (a: readonly number[], b: readonly number[], tolerance: number): boolean =>
  a.length === b.length && a.every((n, i) => Math.abs(n - (b[i] as number)) <= tolerance)

/** Converges to singular values of 1, unlike the default, which only comes near. */
const exact = { steps: 30, coefficients: [1.5, -0.5, 0] }

t.test('one iteration of a diagonal matrix, worked by hand', async (t) => {
  // X = diag(3, 4)/5, and each singular value s becomes 2 s - 1.5 s³ + 0.5 s⁵
  const of = (s: number) => 2 * s - 1.5 * s ** 3 + 0.5 * s ** 5
  const how = { steps: 1, coefficients: [2, -1.5, 0.5], eps: 0 }
  // a few roundings of numbers near 1
  t.ok(close(updateOf([3, 0, 0, 4], [2, 2], how), [of(0.6), 0, 0, of(0.8)], 1e-15))
})

t.test('the result is the nearest orthogonal matrix', async (t) => {
  // A rotation by the angle of (3, 4) times a symmetric positive matrix with eigenvalues 1 and 3.
  const rotation = [0.6, -0.8, 0.8, 0.6]
  const u = [0.6 * 2 - 0.8, 0.6 - 0.8 * 2, 0.8 * 2 + 0.6, 0.8 + 0.6 * 2]
  for (const preconditioning of ['frobenius', 'spectral', 'schatten'] as const)
    t.ok(
      close(updateOf(u, [2, 2], { ...exact, preconditioning }), rotation, 1e-12),
      preconditioning,
    )
})

t.test(
  'a tall matrix is the transpose of a wide one, and the factors are those named',
  async (t) => {
    const tall = [2, 0, 0, 0, 0, 5]
    t.ok(close(updateOf(tall, [3, 2], { ...exact, factor: 'none' }), [1, 0, 0, 0, 0, 1], 1e-12))
    const first = (shape: readonly number[], factor: 'columns' | 'rows' | 'rms') =>
      updateOf([2, 0, 0, 0, 0, 0, 0, 0], shape, { ...exact, steps: 60, factor })[0] as number
    t.ok(Math.abs(first([2, 4], 'columns') - Math.SQRT2) < 1e-12)
    t.ok(Math.abs(first([2, 4], 'rows') - 1) < 1e-12)
    t.ok(Math.abs(first([4, 2], 'rows') - Math.SQRT2) < 1e-12)
    t.ok(Math.abs(first([4, 2], 'rms') - 0.4) < 1e-12)
  },
)

t.test('a kernel with more axes is a matrix of its last or of its first axis', async (t) => {
  const u = [1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233]
  for (const [kept, shape] of [
    ['last', [4, 3]],
    ['first', [2, 6]],
  ] as const)
    t.same(updateOf(u, [2, 2, 3], { kept }), updateOf(u, shape, { kept }), kept)
})

t.test('vectors, and matrices of zeros, are unchanged', async (t) => {
  t.same(updateOf([3, -4], [2]), [3, -4])
  for (const preconditioning of ['frobenius', 'spectral', 'aol', 'schatten'] as const)
    t.same(updateOf([0, 0, 0, 0], [2, 2], { preconditioning }), [0, 0, 0, 0], preconditioning)
})

t.test('describeWhole keeps every other field of a description', async (t) => {
  const [part] = describeWhole({
    name: 'same',
    axes: 1,
    slots: {},
    hyper: {},
    rebinds: true,
    init: () => 7,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    leaf: (_, { updates }) => ({ updates, slots: {} }),
  })
  t.match(part, { name: 'same', rebinds: true, whole: { run: Function } })
  t.equal(part?.init([{ name: 'w', shape: [2], size: 2 }]), 7)
  t.throws(() => part?.init([{ name: 's', shape: [], size: 1 }]), /got 's' of shape \[\]/)
})

t.test('aol scales the rows, so its result is orthogonal but not the nearest', async (t) => {
  const [a = 0, b = 0, c = 0, d = 0] = updateOf([1, 2, 3, 5], [2, 2], {
    ...exact,
    preconditioning: 'aol',
  })
  t.ok(close([a * a + b * b, a * c + b * d, c * c + d * d], [1, 0, 1], 1e-9))
})

t.test('scaleByNeuronRms divides neurons by their size and keeps the norm, by hand', async (t) => {
  const { init, step } = float64(optimizer(scaleByNeuronRms({ b2: 0, eps: 0 })), {
    shapes: { w: [2, 2] },
  })
  // Columns (3, 3) and (0, 4) have root mean squares 3 and √8, so w = (1, 0; 1, √2) with norm 2.
  const grads = { w: Float64Array.of(3, 0, 3, 4) }
  const { w } = step(() => ({ value: 0, grads }), init({ w: grads.w.map(() => 0) })).params
  const share = Math.sqrt(34) / 2
  t.ok(close([...w], [share, 0, share, share * Math.SQRT2], 1e-14))
})
