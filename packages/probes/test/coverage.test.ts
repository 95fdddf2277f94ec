import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import * as probes from '@momenta/probes'
import * as tensors from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'
import { type Claim, checks } from './claims.js'
import { drawing, randomProblem } from './randomProblems.js'

const none = 'has no error bar'
/** Functions of the index that claim no number with an error of this kind, and why. */
const notApplicable: { readonly [name: string]: string } = {
  centralDifferences: 'the operator of all spectra here',
  checkObjective: none,
  checkOperator: none,
  coordinatesIn: 'no loss',
  dense: 'exact',
  denseMatrix: `${none}; denseEigenvalues has`,
  filterNormalized: 'no loss',
  filtersOf: 'no loss',
  flattenArrays: 'no loss',
  gradientAt: none,
  growthRate: 'no loss',
  isObjective: 'no number',
  formatMeasurement: 'words',
  moveTo: 'no number',
  gradientOfGradientNorm: none,
  objectiveOf: 'no number',
  operatorOf: 'products of the caller',
  pacBayesSigma: 'of accuracies; largeParameters.test.ts',
  quadratic: 'exact',
  quadraticObjective: 'no number',
  randomDirection: 'no loss',
  scaleMeasurement: 'a measurement of the caller',
  sigmoidHessian: 'a formula',
  softmaxHessian: 'a formula',
  spectralDensity: 'its mass, by massBetween',
  squaredHessian: 'a formula',
  stabilityLine: 'no loss',
  trajectoryPlane: 'no loss',
  unitsInLastPlace: 'no loss',
  valueAt: none,
}

t.test('every function of the index is covered or has a reason why not', async (t) => {
  const functions = Object.entries(probes).filter(([, value]) => typeof value === 'function')
  t.same(
    functions.map(([name]) => name).sort(),
    [...Object.keys(checks), ...Object.keys(notApplicable)].sort(),
  )
})

/** A claim without an error bar holds only if it does not call itself converged. */
const miss = ({ value, error, truth, converged }: Claim): number => {
  if (!Number.isFinite(value) || !Number.isFinite(error))
    return converged ? Number.POSITIVE_INFINITY : 0
  const off = Math.abs(value - truth)
  return off === 0 ? 0 : off / error
}

const problems = 6

t.test(
  `on cpu and wasm at least 95 of 100 error bounds hold, and none is missed by more than its double: ${problems} problems each, parameters from 1e-6 to 2e6`,
  async (t) => {
    const claims = new Map<string, Claim[]>(Object.keys(checks).map((name) => [name, []]))
    for (const [seed, backend] of ['cpu', 'wasm'].entries()) {
      await tf.setBackend(backend)
      const draw = drawing(seed)
      for (let i = 0; i < problems; i++) {
        tf.engine().startScope()
        const problem = randomProblem(draw)
        const objective = await tensors.tensorObjective({
          params: problem.params,
          loss: problem.loss as never,
          batches: [1, 2],
          size: (batch) => 2 * batch - 1,
        })
        const given = { problem, objective, hessian: probes.centralDifferences(objective), draw }
        for (const [name, check] of Object.entries(checks))
          claims.get(name)?.push(...(await check(given)))
        tf.engine().endScope()
      }
    }
    await tf.setBackend('cpu')
    for (const [name, made] of claims) {
      const misses = made.map(miss)
      const held = misses.filter((n) => n <= 1).length
      const worst = misses.reduce((most, n) => Math.max(most, n), 0)
      t.ok(held >= 0.95 * made.length, `${name}: ${held} of ${made.length} hold`)
      t.ok(worst <= 2, `${name}: one is off by ${worst} times its error`)
      const sure = made.filter(({ converged }) => converged).length
      t.ok(sure >= 0.5 * made.length, `${name}: ${sure} of ${made.length} are called converged`)
      t.comment(`${name}: ${held} of ${made.length}, ${sure} converged, worst ${worst}`)
    }
  },
)
