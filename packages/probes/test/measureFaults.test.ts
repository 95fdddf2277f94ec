import {
  asamSharpness,
  boxSharpness,
  gaussianSharpness,
  linearConnectivity,
  type Measurement,
  measureGradientNorm,
  mSharpness,
  type Objective,
  objectiveOf,
  quadraticObjective,
  samSharpness,
  slice,
  slice2d,
  worstSharpness,
} from '@momenta/probes'
import t from 'tap'
import { away, point } from './awayQuadratic.js'
import { dot } from './vectors.js'

t.test('random and non-finite losses are named by every measure', async (t) => {
  let calls = 0
  const random = objectiveOf({
    point: [1, 2],
    batches: [
      {
        size: 1,
        gradient: (w) => {
          const factor = 1 + 0.1 * Math.sin(++calls * 12.9898)
          return { value: factor * dot(w, w), gradient: w.map((n) => 2 * factor * n) }
        },
      },
    ],
  })
  const broken = objectiveOf({
    point: [1, 2],
    batches: [
      { size: 1, gradient: (w) => ({ value: Number.NaN, gradient: w.map(() => Number.NaN) }) },
    ],
  })
  const direction = Float64Array.of(1, 0)
  const probes: readonly ((
    objective: Objective,
  ) => Promise<Pick<Measurement, 'converged' | 'reason'>>)[] = [
    samSharpness,
    asamSharpness,
    worstSharpness,
    mSharpness,
    boxSharpness,
    gaussianSharpness,
    measureGradientNorm,
    (objective) => slice(objective, direction),
    (objective) => slice2d(objective, direction, direction, { a: { points: 3 }, b: { points: 3 } }),
    (objective) => linearConnectivity(objective, direction),
  ]
  for (const [i, probe] of probes.entries()) {
    const found = await probe(random)
    t.match(found.reason, /random: .*dropout/, `${i}`)
    t.notOk(found.converged)
    const none = await probe(broken)
    t.match(none.reason, /not finite/, `${i}`)
    t.notOk(none.converged)
  }
  const empty = await slice(quadraticObjective(away), new Float64Array(6))
  t.match(empty, { converged: false, reason: /^empty: a direction of the slice is zero/ })
})

t.test(
  'negative losses are losses, and a loss that is NaN somewhere is NaN there only',
  async (t) => {
    const log = objectiveOf({
      point: [1],
      batches: [
        {
          size: 1,
          gradient: ([w = 0]) => ({ value: Math.log(w) - 1, gradient: Float64Array.of(1 / w) }),
        },
      ],
    })
    const { values, converged, reason } = await slice(log, Float64Array.of(1), {
      from: -2,
      to: 2,
      points: 5,
    })
    t.ok(Number.isNaN(values[0]) && values[1] === Number.NEGATIVE_INFINITY && values[2] === -1)
    t.notOk(converged)
    t.match(reason, /^not finite: 2 of 5 losses/)
  },
)

t.test('a rise lost in the rounding of float32 is a warning', async (t) => {
  const flat = objectiveOf({
    point: [1],
    batches: [
      {
        size: 1,
        gradient: ([w = 0]) => ({
          value: Math.fround(1 + 1e-9 * w),
          gradient: Float64Array.of(1e-9),
        }),
      },
    ],
    dtype: 'float32',
  })
  t.match(await samSharpness(flat), { converged: false, reason: /^rounding/ })
  t.match(await gaussianSharpness(flat), { converged: false, reason: /^rounding/ })
})

t.test('invalid arguments are errors that say what must hold', async (t) => {
  const objective = quadraticObjective(away)
  t.throws(() => samSharpness(objective, { rho: 0 }), {
    message: /rho must be a finite number > 0, got 0/,
  })
  t.throws(() => asamSharpness(objective, { eta: -1 }), {
    message: /eta must be a finite number >= 0/,
  })
  t.throws(() => worstSharpness(objective, { steps: 0 }), {
    message: /steps must be a positive integer/,
  })
  await t.rejects(gaussianSharpness(objective, { sigma: -1 }), { message: /sigma must be/ })
  await t.rejects(slice(objective, Float64Array.of(1)), { message: /must have the 6 elements/ })
  await t.rejects(slice(objective, Float64Array.from(point), { points: 1 }), {
    message: /points must be an integer >= 2/,
  })
  await t.rejects(linearConnectivity(objective, Float64Array.of(1)), {
    message: /must have the 6 elements/,
  })
})
