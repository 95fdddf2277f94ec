import '@momenta/register-gradients'
import '@tensorflow/tfjs-backend-cpu'
import '@tensorflow/tfjs-backend-wasm'
import {
  boxSharpness,
  centralDifferences,
  checkObjective,
  checkOperator,
  denseEigenvalues,
  eigenvalues,
  gaussianSharpness,
  gaussNewton,
  hutchinson,
  linearConnectivity,
  objectiveOf,
  pacBayesSigma,
  samSharpness,
  slice,
  slice2d,
  spectralDensity,
  squaredHessian,
  topEigenvalue,
  worstSharpness,
} from '@momenta/probes'
import { tensorModel, tensorObjective } from '@momenta/probes/tensors'
import * as tf from '@tensorflow/tfjs-core'
import t from 'tap'

/**
 * L = 5 (a − a₀ + 1)² + b²: the Hessian is diag(10, 2) wherever a₀ lies; at a = a₀, b = 1 the loss
 * is 6 and the gradient (10, 2).
 */
const valley = (a0: number) => {
  const loss = ({ a, b }: { readonly a: tf.Tensor; readonly b: tf.Tensor }) =>
    tf.add(
      tf.mul(5, tf.sum(tf.square(tf.add(tf.sub(a, a0), 1)))),
      tf.sum(tf.square(b)),
    ) as tf.Scalar
  const params = { a: tf.tensor1d([a0]), b: tf.tensor1d([1]) }
  return { params, loss, objective: tensorObjective({ params, loss, batches: [0] }) }
}
const sizes = [0, 1, 1e3, 2047, 2048, 1e5, 1e6, 2 ** 23]

for (const backend of ['cpu', 'wasm'])
  t.test(
    `on ${backend} spectra are right however large a parameter is: the step is as long as its float32 needs, and the divisor is what arrives`,
    async (t) => {
      await tf.setBackend(backend)
      for (const a0 of sizes)
        for (const scheme of ['central', 'forward'] as const) {
          const name = `a = ${a0}, ${scheme}`
          const hessian = centralDifferences(await valley(a0).objective, { scheme })
          const ends = await eigenvalues(hessian, { largest: 1, smallest: 1 })
          const [top, bottom] = [ends.largest[0], ends.smallest[0]] as const
          for (const [pair, wanted] of [
            [top, 10],
            [bottom, 2],
          ] as const) {
            t.ok(pair?.converged, `${name}: ${pair?.reason}`)
            t.ok(Math.abs((pair?.value as number) - wanted) <= (pair?.error as number), name)
            // rounding of a gradient of 10 over a displacement of at least 1e-2
            t.ok((pair?.error as number) < 0.02 && (pair?.error as number) > 0, name)
          }
          const trace = await hutchinson(hessian)
          t.ok(trace.converged && Math.abs(trace.value - 12) <= trace.error, name)
          t.ok(trace.error < 0.02, name)
          const whole = await denseEigenvalues(hessian)
          t.ok(whole.converged && Math.abs((whole.values[0] as number) - 10) <= whole.error, name)
          t.same((await checkOperator(hessian)).faults, [], name)
          const density = await spectralDensity(hessian, { runs: 2, points: 4000 })
          t.ok(density.converged, density.reason)
          for (const run of density.nodes)
            t.ok(Math.abs((run[0]?.value as number) - 10) < 0.02, name)
          const longer = a0 >= 2048
          t.equal(/steps of up to/.test(hessian.provenance.how), longer, hessian.provenance.how)
          // from 512 on rounding changes the direction by more than 0.2 %, and it is moved once
          // more; from 2048 on each has a move of its own
          t.equal(hessian.cost.gradients, (a0 >= 512 ? 2 : 1) * (scheme === 'central' ? 2 : 1))
        }
      await tf.setBackend('cpu')
    },
  )

t.test('Gauss-Newton too: outputs 3 (a − a₀) and b have 2 JᵀJ = diag(18, 2)', async (t) => {
  for (const a0 of sizes) {
    const model = await tensorModel({
      params: { a: tf.tensor1d([a0]), b: tf.tensor1d([1]) },
      outputs: ({ a, b }) => tf.concat([tf.mul(3, tf.sub(a, a0)), b]),
      batches: [0],
    })
    const operator = gaussNewton(model, { hessian: squaredHessian('samples') })
    const { largest, smallest } = await eigenvalues(operator, { largest: 1, smallest: 1 })
    t.ok(largest[0]?.converged && smallest[0]?.converged, `${a0}: ${largest[0]?.reason}`)
    t.ok(Math.abs((largest[0]?.value as number) - 18) <= (largest[0]?.error as number))
    t.ok(Math.abs((smallest[0]?.value as number) - 2) <= (smallest[0]?.error as number))
    t.ok((largest[0]?.error as number) < 0.05)
  }
})

t.test('float64 has the same limit, later: at 10¹² its numbers lie 1e-4 apart', async (t) => {
  for (const a0 of [1, 1e6, 1e9, 1e12]) {
    const gradient = ([a = 0, b = 0]: Float64Array) => ({
      value: 5 * (a - a0 + 1) ** 2 + b ** 2,
      gradient: Float64Array.of(10 * (a - a0 + 1), 2 * b),
    })
    const objective = objectiveOf({ point: [a0, 1], batches: [{ size: 1, gradient }] })
    const top = await topEigenvalue(centralDifferences(objective))
    t.ok(top.converged, top.reason)
    t.ok(Math.abs(top.value - 10) <= top.error && top.error < 1e-3, `${a0}: ± ${top.error}`)
    const lost = await samSharpness(objective, { rho: 1e-8 })
    if (a0 >= 1e9) t.match(lost, { converged: false, warnings: [/^rounding/] })
  }
})

t.test('gradients lost to rounding are a warning and part of the error', async (t) => {
  // 5/2 a² − 5·10⁶ a at 10⁶ + 3/16: gradients are differences of terms of 5·10⁶, rounded to
  // halves
  const params = { a: tf.tensor1d([1e6 + 3 / 16]) }
  const loss = ({ a }: typeof params) =>
    tf.sum(tf.sub(tf.mul(2.5, tf.square(a)), tf.mul(5e6, a))) as tf.Scalar
  const objective = await tensorObjective({ params, loss, batches: [0] })
  const hessian = centralDifferences(objective)
  const top = await topEigenvalue(hessian)
  t.notOk(top.converged)
  t.match(top.warnings[0], /^rounding: it may have changed the value by/)
  t.ok(Math.abs(top.value - 5) <= top.error, `${top.value} ± ${top.error}`)
  t.match((await hutchinson(hessian, { tolerance: 1e-3 })).reason, /^rounding/)
  t.match((await denseEigenvalues(hessian)).reason, /^rounding/)
  t.match((await checkOperator(hessian)).faults.at(-1), /^rounding/)
})

t.test('losses at points that float32 cannot distinguish are not converged', async (t) => {
  const { objective: made } = valley(1e6)
  const objective = await made
  const along = Float64Array.of(1, 0)
  const short = await slice(objective, along, { from: -0.02, to: 0.02, points: 3 })
  t.match(short, {
    converged: false,
    error: Number.POSITIVE_INFINITY,
    reason: /^rounding: .* off by up to 0\.02, with 0\.02 between/,
  })
  // 5 (a + 1)² + 1 at −1, 0, 1: integers are exact
  const long = await slice(objective, along, { from: -1, to: 1, points: 3 })
  t.same([...long.values], [1, 6, 21])
  t.ok(long.converged && long.error < 1e-4)
  const [d, e] = [along, Float64Array.of(0, 1)]
  const range = { from: -0.02, to: 0.02, points: 3 }
  t.match(await slice2d(objective, d, e, { a: range, b: range }), {
    converged: false,
    warnings: [/^rounding/],
  })
  const near = Float64Array.of(1e6 + 0.25, 1)
  t.match(await linearConnectivity(objective, near), {
    converged: false,
    error: Number.POSITIVE_INFINITY,
    reason: /^rounding/,
  })
  // e = 0.05 (10, 2)/√104 is rounded to (0.0625, …): 27 % of it is lost
  for (const found of [
    await samSharpness(objective),
    await worstSharpness(objective),
    await gaussianSharpness(objective, { pairs: 4 }),
  ])
    t.match(found, { converged: false, error: Number.POSITIVE_INFINITY, reason: /^rounding/ })
  // ρ = 100 arrives: along a, 5 (1 + 100)² is the greatest rise
  const far = await worstSharpness(objective, { rho: 100 })
  t.ok(far.converged, far.reason)
  t.ok(Math.abs(far.value - (5 * 101 ** 2 - 5)) <= far.error + 1, 'and a little for b')
  // Keskar's box is as wide as the parameters: 1000.001 along a, 0.002 along b
  const wide = await boxSharpness(objective)
  const rise = 5 * (1 + 1000.001) ** 2 - 5 + 1.002 ** 2 - 1
  t.ok(wide.converged && Math.abs(wide.value - (100 * rise) / 7) <= wide.error, wide.reason)
})

t.test(
  'the loss is checked along what arrives, not called wrong or right for a step that is lost',
  async (t) => {
    for (const a0 of sizes) {
      const { params, loss, objective } = valley(a0)
      t.same((await checkObjective(await objective)).faults, [], `${a0}`)
      const right = await objective
      const wrong = {
        ...right,
        batches: right.batches.map((part) => ({
          ...part,
          gradient: async (w: Float64Array) => {
            const found = await part.gradient(w)
            return { ...found, gradient: found.gradient.map((n) => 2 * n) }
          },
        })),
      }
      t.match((await checkObjective(wrong)).faults[0], /^wrong gradient/, `${a0}`)
      t.ok(params && loss)
    }
  },
)

t.test('noise that moves no parameter gives no sigma of PAC-Bayes', async (t) => {
  const accuracy = ([w = 0]: Float64Array) => (Math.fround(w) > 1e6 - 0.01 ? 1 : 0)
  const point = Float64Array.of(1e6)
  const lost = await pacBayesSigma({
    point,
    accuracy,
    provenance: { dtype: 'float32' },
    draws: 200,
  })
  t.match(lost, {
    converged: false,
    error: Number.POSITIVE_INFINITY,
    reason: /^rounding: 1 of 1 parameters/,
  })
  const nan = await pacBayesSigma({
    point: Float64Array.of(1),
    accuracy: ([w = 0]) => (w < 0 ? Number.NaN : 1),
  })
  t.notOk(nan.converged)
})
