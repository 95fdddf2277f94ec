import { centralDifferences, objectiveOf, quadraticObjective, topEigenvalue } from '@momenta/probes'
import t from 'tap'
import { spectra } from './spectra.js'
import { near } from './vectors.js'

t.test(
  'differences of gradients: value within the error bar, with cost, step and kind',
  async (t) => {
    const point = new Float64Array(400).fill(0.1)
    const objective = quadraticObjective({ spectrum: spectra.outliers, seed: 5, point })
    const found = await topEigenvalue(centralDifferences(objective))
    t.ok(Math.abs(found.value - 10) <= found.error)
    t.ok(found.error < 0.01)
    t.equal(found.gradients, 2 * found.matvecs)
    t.match(found, {
      step: 1e-5,
      dtype: 'float64',
      backend: 'js',
      samples: 1,
      converged: true,
      seed: 0,
    })
    const forward = await topEigenvalue(centralDifferences(objective, { scheme: 'forward' }))
    t.ok(Math.abs(forward.value - 10) <= forward.error)
    t.equal(
      forward.gradients,
      forward.matvecs + 2,
      'one a product, and one at the point for each of two steps',
    )
    const same = await topEigenvalue(centralDifferences(objective))
    t.same(same, found, 'the same seed gives the same record')
  },
)

t.test(
  'Richardson: with a coarse step the error bar holds and the value is better than the quotient',
  async (t) => {
    // w⁴ + w²: H = 12 w² + 2 = 14 at 1, the quotient at h is 14 + 4h²
    const gradient = ([w = 0]: Float64Array) => ({
      value: w ** 4 + w ** 2,
      gradient: Float64Array.of(4 * w ** 3 + 2 * w),
    })
    const objective = objectiveOf({ point: [1], batches: [{ size: 1, gradient }] })
    const { value, error, converged } = await topEigenvalue(
      centralDifferences(objective, { step: 0.1 }),
    )
    t.ok(Math.abs(value - 14) < 1e-10, 'the term in h² is gone')
    t.ok(error >= 0.02, 'the error is what h and h/2 are apart')
    t.ok(converged)
    const wide = await topEigenvalue(centralDifferences(objective, { step: 2 }))
    t.match(wide.warnings[0], /^step: h and h\/2 differ/)
    t.notOk(wide.converged)
  },
)

t.test('a kink between h and h/4 is reported with the step', async (t) => {
  // a step of the gradient at 0, on top of w²/2: curvature 1, and 1/h more across the kink
  const gradient = ([w = 0]: Float64Array) => ({
    value: w ** 2 / 2 + Math.abs(w),
    gradient: Float64Array.of(w + Math.sign(w)),
  })
  const objective = objectiveOf({ point: [0], batches: [{ size: 1, gradient }] })
  const found = await topEigenvalue(centralDifferences(objective, { step: 1e-3 }))
  t.notOk(found.converged)
  t.match(found.reason, /^kink: .* smoothed at scale h/)
  t.ok(near(found.value, 1001, 1e-9))
  t.equal(found.step, 1e-3)
})
