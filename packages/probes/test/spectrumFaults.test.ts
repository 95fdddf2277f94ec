import {
  centralDifferences,
  denseEigenvalues,
  eigenvalueRatio,
  eigenvalues,
  formatMeasurement,
  hutchinson,
  hutchPlusPlus,
  operatorOf,
  quadratic,
  quadraticObjective,
  spectralDensity,
  topEigenvalue,
  xTrace,
} from '@momenta/probes'
import t from 'tap'
import { noise, spectra } from './spectra.js'
import { near } from './vectors.js'

t.test('a random loss, NaN, nothing to measure and too small a budget are warnings', async (t) => {
  const exact = quadratic({ spectrum: spectra.outliers, seed: 1 })
  const random = operatorOf({ dim: 400, product: noise(exact, 0.3) })
  for (const found of [
    await topEigenvalue(random),
    await hutchinson(random),
    await hutchPlusPlus(random),
    await xTrace(random),
    await spectralDensity(random, { runs: 2, steps: 5 }),
  ]) {
    t.notOk(found.converged)
    t.match(found.reason, /^random: .*dropout/)
  }
  const nan = operatorOf({ dim: 70, product: (v) => v.map(() => Number.NaN) })
  const empty = quadratic({ spectrum: [] })
  for (const [operator, reason] of [
    [nan, /not finite/],
    [empty, /^empty/],
  ] as const)
    for (const probe of [topEigenvalue, hutchinson, hutchPlusPlus, xTrace, eigenvalueRatio]) {
      const found = await probe(operator)
      t.notOk(found.converged)
      t.ok(Number.isNaN(found.value))
      t.match(found.reason, reason)
    }
  t.match(await spectralDensity(nan), { converged: false, reason: /not finite/ })
  t.match(await spectralDensity(empty), { converged: false, reason: /^empty/ })
  t.match(await denseEigenvalues(nan), { converged: false, reason: /not finite/ })
  t.match(await denseEigenvalues(empty), { converged: false, reason: /^empty/ })
  t.match(await topEigenvalue(exact, { maxSteps: 5 }), {
    converged: false,
    reason: /5 steps are fewer than the required 12/,
  })
  t.match(await topEigenvalue(exact, { maxSteps: 12, tolerance: 1e-25 }), {
    converged: false,
    reason: /above/,
  })
  const { largest } = await eigenvalues(quadratic({ spectrum: [2, 1] }), { largest: 3 })
  t.match(largest[2], { converged: false, reason: /no such eigenvalue/ })
  const turned = operatorOf({ dim: 50, product: (v) => v.map((_, i) => v[(i + 1) % 50] as number) })
  t.match(await topEigenvalue(turned), { converged: false, reason: /^asymmetric/ })
  await t.rejects(topEigenvalue(exact, { maxSteps: 0 }), {
    message: /maxSteps must be a positive integer, got 0/,
  })
})

t.test('a measurement in words has all that a reader needs, and is JSON', async (t) => {
  const point = new Float64Array(400).fill(0.1)
  const objective = { ...quadraticObjective({ spectrum: spectra.outliers, seed: 5, point }) }
  const named = { ...objective, provenance: { ...objective.provenance, hash: 'abc' } }
  const { vector: _, ...found } = await topEigenvalue(centralDifferences(named))
  t.match(
    formatMeasurement(found),
    /^(10|9\.99)[.\d]* ± [\de.-]+ \(residual bound and differences\): central differences of gradients, h = 0.00001, float64 on js, 1 samples \(abc\), seed 0; \d+ products, \d+ gradients, 0 losses$/,
  )
  t.same(JSON.parse(JSON.stringify(found)), found)
  const short = await topEigenvalue(quadratic({ spectrum: spectra.power }), { maxSteps: 3 })
  t.match(formatMeasurement(short), /; NOT CONVERGED: 3 steps are fewer than the required 12/)
})

t.test('λ1/λ5 with the errors of both; there is no ratio to an eigenvalue of 0', async (t) => {
  const found = await eigenvalueRatio(quadratic({ spectrum: [10, 6, 4, 3, 2, 1, 1, 1], seed: 1 }))
  t.ok(near(found.value, 5, 1e-10))
  t.ok(found.converged)
  const flat = await eigenvalueRatio(quadratic({ spectrum: [10, 0, 0, 0, 0, 0, 0, 0], seed: 1 }))
  t.notOk(flat.converged)
})
