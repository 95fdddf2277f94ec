import {
  centralDifferences,
  gradientOfGradientNorm,
  measureGradientNorm,
  objectiveOf,
  quadraticObjective,
} from '@momenta/probes'
import t from 'tap'
import { A, away, gradientOfAway } from './awayQuadratic.js'
import { norm } from './vectors.js'

t.test('the norm of the gradient, and Ag/‖g‖', async (t) => {
  const g = await gradientOfAway()
  const found = await measureGradientNorm(quadraticObjective(away))
  t.ok(Math.abs(found.value - norm(g)) <= found.error)
  const along = await gradientOfGradientNorm(
    quadraticObjective(away),
    centralDifferences(quadraticObjective(away)),
  )
  const wanted = (await A.apply(g)).map((n) => n / norm(g))
  t.ok(along.every((n, i) => Math.abs(n - (wanted[i] as number)) <= 1e-8))
})

t.test('near a minimum a float32 gradient is rounding, which is a warning', async (t) => {
  const { fround } = Math
  // w − 1/3, element by element, as a difference of terms of size 100
  const gradient = (w: Float64Array) => ({
    value: 1,
    gradient: w.map((n) => {
      return fround(fround(300 * fround(n)) - fround(fround(299 * fround(n)) + fround(1 / 3)))
    }),
  })
  const at = (offset: number) =>
    objectiveOf({
      point: Array.from({ length: 200 }, (_, i) => fround(1 / 3 + offset + 1e-6 * Math.sin(i))),
      batches: [{ size: 1, gradient }],
      dtype: 'float32',
    })
  const still = await measureGradientNorm(at(0))
  t.match(still, {
    converged: false,
    reason: /^rounding: the gradient cannot be distinguished from 0/,
  })
  const far = await measureGradientNorm(at(0.5))
  const truth = norm([...at(0.5).point].map((n) => n - 1 / 3))
  t.ok(Math.abs(far.value - truth) <= far.error)
  t.ok(far.converged && far.error < 1e-3 * truth && far.error > 1e-6 * truth)
})
