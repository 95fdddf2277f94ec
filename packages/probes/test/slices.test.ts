import {
  centralDifferences,
  filterNormalized,
  type Objective,
  objectiveOf,
  quadraticObjective,
  randomDirection,
  slice,
  slice2d,
  topEigenvalue,
} from '@momenta/probes'
import t from 'tap'
import { A, away, gradientOfAway } from './awayQuadratic.js'
import { dot, near, norm } from './vectors.js'

/** f(x) = relu(x W1) W2 without biases, squared error on four inputs; W1 [2, 3], W2 [3, 1]. */
const reluNet = (c: number): Objective => {
  const first = [0.5, -1, 0.3, 0.8, 0.2, -0.7].map((n) => c * n)
  const second = [1, -0.5, 2].map((n) => n / c)
  const inputs = [
    [1, 0.5],
    [-0.3, 1],
    [0.7, -0.9],
    [-1, -1],
  ]
  return objectiveOf({
    point: [...first, ...second],
    spans: [
      { name: 'W1', shape: [2, 3], offset: 0, size: 6 },
      { name: 'W2', shape: [3, 1], offset: 6, size: 3 },
    ],
    batches: [
      {
        size: 4,
        gradient: (w) => {
          const gradient = new Float64Array(9)
          let value = 0
          for (const [x, y] of inputs.map((x, i) => [x, Math.sin(i)] as const)) {
            const pre = [0, 1, 2].map(
              (j) => (x[0] as number) * (w[j] as number) + (x[1] as number) * (w[3 + j] as number),
            )
            const r = pre.reduce((sum, p, j) => sum + Math.max(0, p) * (w[6 + j] as number), 0) - y
            value += (r * r) / 4
            for (const [j, p] of pre.entries()) {
              gradient[6 + j] = (gradient[6 + j] as number) + (r * Math.max(0, p)) / 2
              for (const k of [0, 1])
                if (p > 0)
                  gradient[3 * k + j] =
                    (gradient[3 * k + j] as number) +
                    (r * (x[k] as number) * (w[6 + j] as number)) / 2
            }
          }
          return { value, gradient }
        },
      },
    ],
  })
}

t.test('slices are a²dᵀAd/2 + a gᵀd, in one and in two directions', async (t) => {
  const objective = quadraticObjective(away)
  const g = await gradientOfAway()
  const [d, e] = [Float64Array.of(1, 2, 0, -1, 0.5, 0), Float64Array.of(0, 1, 1, 0, 0, 3)]
  const [ad, ae] = [await A.apply(d), await A.apply(e)]
  const here = (await slice(objective, d, { from: 0, to: 1, points: 2 })).values[0] as number
  const line = await slice(objective, d)
  t.equal(line.at.length, 51)
  for (const [i, a] of line.at.entries())
    t.ok(
      Math.abs((line.values[i] as number) - (here + a * dot(g, d) + (a * a * dot(d, ad)) / 2)) <=
        1e-11,
    )
  const rows: number[] = []
  const plane = await slice2d(objective, d, e, {
    a: { points: 5 },
    b: { from: 0, to: 2, points: 3 },
    onRow: (b) => rows.push(b),
  })
  t.same(rows, [0, 1, 2])
  for (const [j, b] of plane.b.entries())
    for (const [i, a] of plane.a.entries()) {
      const wanted =
        here +
        a * dot(g, d) +
        b * dot(g, e) +
        (a * a * dot(d, ad) + b * b * dot(e, ae)) / 2 +
        a * b * dot(e, ad)
      t.ok(Math.abs((plane.values[j * 5 + i] as number) - wanted) <= 1e-11)
    }
  t.ok(near(plane.cosine, dot(d, e) / (norm(d) * norm(e)), 1e-12))
  t.match(plane, { losses: 16, converged: true })
})

t.test('a rescaled relu net: filter-normalized slices are the same, λmax is not', async (t) => {
  const [one, other] = [reluNet(1), reluNet(5)]
  const slices = await Promise.all(
    [one, other].map((net) => slice(net, randomDirection(net, { seed: 2 }))),
  )
  for (const [i, n] of (slices[0]?.values ?? []).entries())
    t.ok(Math.abs(n - (slices[1]?.values[i] as number)) <= 1e-12)
  const [a, b] = await Promise.all(
    [one, other].map((net) => topEigenvalue(centralDifferences(net))),
  )
  t.ok(a?.converged && b?.converged)
  t.notOk(near(a?.value as number, b?.value as number, 0.5))
})

t.test(
  'filters are columns of a kernel [in, out], each as long as its weights; biases are 0',
  async (t) => {
    const net = { ...reluNet(1), point: Float64Array.of(3, 0, 1, 4, 0, 1, 2, 2, 1) }
    const direction = Float64Array.of(1, 1, 0, 0, 1, 2, 1, 1, 1)
    const found = filterNormalized(net, direction)
    const column = (v: Float64Array, j: number) => norm([v[j] as number, v[3 + j] as number])
    for (const j of [0, 1, 2]) t.ok(Math.abs(column(found, j) - column(net.point, j)) <= 1e-12)
    t.same(
      [...found.slice(0, 6)],
      [5, 0, 0, 0, 0, Math.SQRT2],
      'a filter of zeros stays, and no NaN',
    )
    t.ok(near(norm(found.slice(6)), 3, 1e-12))
    const vector = {
      point: Float64Array.of(3, 4),
      spans: [{ name: 'b', shape: [2], offset: 0, size: 2 }],
    }
    t.same([...filterNormalized(vector, Float64Array.of(1, 0))], [0, 0])
    t.same([...filterNormalized(vector, Float64Array.of(1, 0), { biases: 'leaf' })], [5, 0])
    const drawn = Array.from(
      { length: 400 },
      (_, seed) => randomDirection(vector, { seed, biases: 'leaf' })[0] as number,
    )
    t.ok(drawn.filter((n) => n < 0).length > 150, 'normal, not uniform in [0, 1)')
  },
)
