import {
  centralDifferences,
  eigenvalues,
  gradientAt,
  type Objective,
  objectiveOf,
  operatorOf,
  topEigenvalue,
  valueAt,
} from '@momenta/probes'
import t from 'tap'
import { exact, numbers, regression } from './regression.js'
import { dot, near } from './vectors.js'

t.test('the Hessian does not depend on the batches, also if the last one is smaller', async (t) => {
  const wanted = (await topEigenvalue(exact)).value
  for (const sizes of [[13], [2, 2, 2, 2, 2, 2, 1], [5, 5, 3], Array(13).fill(1) as number[]]) {
    const objective = regression(sizes)
    const { value, error, samples } = await topEigenvalue(centralDifferences(objective))
    t.ok(near(value, wanted, 1e-8), `${sizes}`)
    t.ok(Math.abs(value - wanted) <= error)
    t.equal(samples, 13)
    const whole = await gradientAt(regression([13]), objective.point)
    const batches = await gradientAt(objective, objective.point)
    t.ok(near(batches.value, whole.value, 1e-14))
    t.ok(batches.gradient.every((n, i) => Math.abs(n - (whole.gradient[i] as number)) <= 1e-14))
    t.ok(near(await valueAt(objective, objective.point), whole.value, 1e-14))
  }
  // the mean of the means of batches, a common fault, is not it
  const [a, b] = [regression([12]), regression([12, 1])]
  const last = { ...b, batches: [b.batches[1] as Objective['batches'][number]] }
  const unweighted = (await valueAt(a, a.point)) / 2 + (await valueAt(last, a.point)) / 2
  t.notOk(near(unweighted, await valueAt(regression([13]), a.point), 1e-2))
})

t.test(
  'the point and the vector are bit-identical afterwards, also when the loss throws',
  async (t) => {
    const objective = regression([5, 5, 3])
    const before = objective.point.slice()
    const v = numbers(4, 3)
    const kept = v.slice()
    await centralDifferences(objective).apply(v)
    t.same(objective.point, before)
    t.same(v, kept)
    let calls = 0
    const failing = objectiveOf({
      point: before,
      batches: [
        {
          size: 1,
          gradient: (w) => {
            if (++calls > 3) throw new Error('out of memory')
            return { value: 0, gradient: w }
          },
        },
      ],
    })
    await t.rejects(topEigenvalue(centralDifferences(failing)), { message: 'out of memory' })
    t.same(failing.point, before)
    const start = [1, 2]
    const own = objectiveOf({
      point: start,
      batches: [{ size: 1, gradient: (w) => ({ value: 0, gradient: w }) }],
    })
    start[0] = 9
    t.equal(own.point[0], 1, 'a copy')
  },
)

t.test('two scalars in a row: λ = w1² + w2² and 0 along the valley', async (t) => {
  for (const [w, wanted] of [
    [1, 2],
    [2, 4.25],
    [4, 16.0625],
  ] as const) {
    const gradient = ([a = 0, b = 0]: Float64Array) => {
      const r = 1 - a * b
      return { value: r ** 2 / 2, gradient: Float64Array.of(-r * b, -r * a) }
    }
    const objective = objectiveOf({ point: [w, 1 / w], batches: [{ size: 1, gradient }] })
    const { largest, smallest } = await eigenvalues(centralDifferences(objective), {
      largest: 1,
      smallest: 1,
    })
    t.ok(near(largest[0]?.value as number, wanted, 1e-7))
    t.ok(Math.abs(smallest[0]?.value as number) <= (smallest[0]?.error as number))
  }
})

t.test('a loss or a product that writes into its argument moves nothing', async (t) => {
  const writing = objectiveOf({
    point: [1, 2],
    batches: [
      {
        size: 1,
        gradient: (w) => {
          const gradient = w.map((n, i) => (i + 1) * n)
          const value = dot(w, gradient) / 2
          w.fill(Number.NaN)
          return { value, gradient }
        },
      },
    ],
  })
  const { value } = await topEigenvalue(centralDifferences(writing))
  t.ok(near(value, 2, 1e-8))
  t.same([...writing.point], [1, 2])
  t.equal((await gradientAt(writing, writing.point)).value, 4.5)
  t.equal(await valueAt(writing, writing.point), 4.5)
  t.same([...writing.point], [1, 2])
  const wanted = (await topEigenvalue(exact)).value
  const product = operatorOf({
    dim: 4,
    product: async (v) => {
      const out = await exact.apply(v)
      v.fill(0)
      return out
    },
  })
  t.ok(near((await topEigenvalue(product)).value, wanted, 1e-10))
})
