import {
  boxSharpness,
  centralDifferences,
  denseEigenvalues,
  type Evaluated,
  empiricalFisher,
  fisherEigenvalues,
  gaussianSharpness,
  hutchinson,
  hutchPlusPlus,
  linearConnectivity,
  measureGradientNorm,
  mSharpness,
  objectiveOf,
  samSharpness,
  slice,
  spectralDensity,
  topEigenvalue,
  worstSharpness,
  xTrace,
} from '@momenta/probes'
import t from 'tap'

/** L = 2 a² + b², changed. */
const changed = (change: (found: Evaluated, w: Float64Array) => Evaluated) =>
  objectiveOf({
    point: [1, 1],
    batches: [
      {
        size: 1,
        gradient: (w) => {
          const [a = 0, b = 0] = w
          return change({ value: 2 * a * a + b * b, gradient: Float64Array.of(4 * a, 2 * b) }, w)
        },
      },
    ],
  })
const elsewhere = ([a, b]: Float64Array) => a !== 1 || b !== 1
const { NaN: nan, POSITIVE_INFINITY: infinity } = Number
const cases = {
  'a loss of NaN with finite gradients': changed(({ gradient }) => ({ value: nan, gradient })),
  'an infinite loss with finite gradients': changed(({ gradient }) => ({
    value: infinity,
    gradient,
  })),
  'a loss of NaN beside the point only': changed(({ value, gradient }, w) => ({
    value: elsewhere(w) ? nan : value,
    gradient,
  })),
  'a gradient of NaN with finite losses': changed(({ value }) => ({
    value,
    gradient: Float64Array.of(nan, nan),
  })),
  'one element of NaN': changed(({ value, gradient }) => ({
    value,
    gradient: Float64Array.of(gradient[0] as number, nan),
  })),
  'an infinite gradient': changed(({ value }) => ({
    value,
    gradient: Float64Array.of(infinity, 1),
  })),
}

for (const [name, objective] of Object.entries(cases))
  t.test(`${name} gives nothing that is called converged`, async (t) => {
    const hessian = centralDifferences(objective)
    const forward = centralDifferences(objective, { scheme: 'forward' })
    const found = {
      topEigenvalue: await topEigenvalue(hessian),
      forward: await topEigenvalue(forward),
      hutchinson: await hutchinson(hessian),
      hutchPlusPlus: await hutchPlusPlus(hessian),
      xTrace: await xTrace(hessian),
      denseEigenvalues: await denseEigenvalues(hessian),
      spectralDensity: await spectralDensity(hessian, { runs: 2, steps: 2 }),
      worstSharpness: await worstSharpness(objective),
      boxSharpness: await boxSharpness(objective),
      // of these, only losses are asked beside the point
      samSharpness: await samSharpness(objective),
      mSharpness: await mSharpness(objective),
      gaussianSharpness: await gaussianSharpness(objective, { pairs: 500 }),
    }
    for (const [probe, { converged, reason }] of Object.entries(found))
      t.notOk(converged, `${probe}: ${reason}`)
    if (/beside/.test(name)) return
    t.notOk((await measureGradientNorm(objective)).converged)
    t.notOk((await fisherEigenvalues(objective))[0]?.converged)
    t.notOk((await topEigenvalue(await empiricalFisher(objective))).converged)
  })

t.test(
  'losses that are not finite on a line are counted, also between the points of a barrier',
  async (t) => {
    const objective = cases['a loss of NaN beside the point only']
    const direction = Float64Array.of(1, 0)
    t.match(await slice(objective, direction, { points: 3 }), {
      converged: false,
      reason: 'not finite: 2 of 3 losses',
    })
    t.notOk((await linearConnectivity(objective, Float64Array.of(2, 1))).converged)
    // a crest at 0 between −1 and 1, NaN where only a refinement looks
    const well = ([w = 0]: Float64Array) => ({
      value: w !== 0 && Math.abs(w) < 0.4 ? nan : (w * w - 1) ** 2,
      gradient: Float64Array.of(0),
    })
    const broken = objectiveOf({ point: [-1], batches: [{ size: 1, gradient: well }] })
    const found = await linearConnectivity(broken, Float64Array.of(1), { points: 3 })
    t.notOk(found.converged)
    t.match(found.reason, /^not finite/)
  },
)
