import {
  centralDifferences,
  linearConnectivity,
  type Objective,
  objectiveOf,
  quadraticObjective,
  topEigenvalue,
} from '@momenta/probes'
import t from 'tap'
import { away, minimum, spectrum } from './awayQuadratic.js'
import { near } from './vectors.js'

/** Σ min(x², δ(x − 1)²) */
const wells = (delta: number, at: ArrayLike<number>): Objective =>
  objectiveOf({
    point: at,
    batches: [
      {
        size: 1,
        gradient: (x) => ({
          value: x.reduce((sum, n) => sum + Math.min(n ** 2, delta * (n - 1) ** 2), 0),
          gradient: x.map((n) => (n ** 2 < delta * (n - 1) ** 2 ? 2 * n : 2 * delta * (n - 1))),
        }),
      },
    ],
  })

t.test('two wells: curvature 2 and 2δ, and the barrier between them is the crest', async (t) => {
  for (const delta of [1, 5, 50]) {
    const dim = 4
    const [flat, sharp] = [new Float64Array(dim), new Float64Array(dim).fill(1)]
    t.ok(near((await topEigenvalue(centralDifferences(wells(delta, flat)))).value, 2, 1e-9))
    t.ok(
      near((await topEigenvalue(centralDifferences(wells(delta, sharp)))).value, 2 * delta, 1e-9),
    )
    const { value, location, error, converged } = await linearConnectivity(
      wells(delta, flat),
      sharp,
    )
    const root = Math.sqrt(delta)
    const wanted = (dim * delta) / (1 + root) ** 2
    t.ok(near(value, wanted, 0.01), `${value}, ${wanted}`)
    t.ok(Math.abs(value - wanted) <= error + 0.01 * wanted)
    t.ok(Math.abs(location - root / (1 + root)) < 0.01)
    t.ok(converged)
  }
  // a slope does not count: (w² − 1)² + 0.3 w rises above the chord between −1 and 1 by 1
  const tilted = objectiveOf({
    point: [-1],
    batches: [
      {
        size: 1,
        gradient: ([w = 0]) => ({
          value: (w * w - 1) ** 2 + 0.3 * w,
          gradient: Float64Array.of(0),
        }),
      },
    ],
  })
  const over = await linearConnectivity(tilted, Float64Array.of(1))
  t.ok(near(over.value, 1, 1e-9) && near(over.location, 0.5, 1e-9))
  const convex = await linearConnectivity(
    quadraticObjective({ ...away, spectrum: spectrum.map(Math.abs) }),
    Float64Array.from(minimum),
  )
  t.match(convex, { value: 0, converged: true, reason: /no point lies above the chord/ })
  const same = await linearConnectivity(wells(2, [1]), Float64Array.of(1))
  t.match(same, { converged: false, reason: /^empty/ })
})
