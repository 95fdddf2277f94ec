import { leafSeeds, optimizer, standardNormal, type Transform } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { hashIntegers } from '@momenta/options'
import { scaleByApollo } from '@momenta/transforms'
import t from 'tap'

/** The updates of the leaf w for these gradients, one after the other. */
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

const isClose = (a: readonly number[] | undefined, b: readonly number[]) =>
  // roundings, and the 1e-8 that is added to norms
  a?.length === b.length && a.every((n, i) => Math.abs(n - (b[i] as number)) <= 1e-7)

/** The elements of a gradient with three rows of two, and those of its projections. */
const tall = [1, 2, -3, 0.5, 0.25, 4]
const rows = [0, 1, 2].map((row) => tall.slice(2 * row, 2 * row + 2))
const rank = 3
const [seed = []] = leafSeeds([{ name: 'w' }], 0, 0)
const vectors = standardNormal(hashIntegers(...seed, 0), 2 * rank).map((n) => n / Math.sqrt(rank))
const inside = rows.map(([a = 0, b = 0]) =>
  [0, 1, 2].map((j) => a * (vectors[j] as number) + b * (vectors[rank + j] as number)),
)

/** Without decays the moments of each projection make it a sign. */
const plain = { b1: 0, b2: 0, eps: 0, rank }

t.test('each row has the length that its signs have beside its projections', async (t) => {
  const wanted = rows.flatMap((row, i) => {
    const factor = Math.sqrt(rank) / Math.hypot(...(inside[i] ?? []))
    return row.map((n) => 2 * factor * n)
  })
  t.ok(isClose(updatesOf(scaleByApollo({ ...plain, scale: 4 }), [3, 2], [tall])[0], wanted))
})

t.test('a matrix has one such factor, and the projection may take its place', async (t) => {
  const factor = 3 / Math.hypot(...inside.flat())
  const made = { ...plain, factors: 'matrix' } as const
  const [whole] = updatesOf(scaleByApollo(made), [3, 2], [tall])
  t.ok(
    isClose(
      whole,
      tall.map((n) => factor * n),
    ),
  )
  const [back] = updatesOf(scaleByApollo({ ...made, scaled: 'projection' }), [3, 2], [tall])
  const wanted = inside.flatMap((row) =>
    [0, 1].map(
      (i) => factor * row.reduce((sum, n, j) => sum + n * (vectors[rank * i + j] ?? 0), 0),
    ),
  )
  t.ok(isClose(back, wanted))
})

t.test('a wide matrix is treated as its transpose', async (t) => {
  const [a] = updatesOf(scaleByApollo({ rank }), [3, 2], [tall])
  const [b = []] = updatesOf(scaleByApollo({ rank }), [2, 3], [[1, -3, 0.25, 2, 0.5, 4]])
  t.ok(isClose(a, [b[0], b[3], b[1], b[4], b[2], b[5]] as number[]))
})

t.test('the norm grows by 1 % a step, whatever the vectors that are drawn then', async (t) => {
  const lengths = (every: number) =>
    updatesOf(
      scaleByApollo({ ...plain, debias: false, b1: 0.5, every }),
      [3, 2],
      [tall, tall, tall],
    ).map((update) => Math.hypot(...update))
  // m is 0.5, 0.75 and 0.875 of the projections
  const [first = 0, second = 0, third = 0] = lengths(9)
  t.ok(Math.abs(second / first - 1.01) < 1e-7 && Math.abs(third / second - 1.01) < 1e-7)
  t.not(lengths(2)[1], second)
})
