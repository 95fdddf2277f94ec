// Writes the numbers of docs/figures/sharpness.svg: node examples/docs/sharpness.mjs
import { writeFileSync } from 'node:fs'
import { compile } from '@momenta/float64'
import { sgd } from '@momenta/optimizers'
import { centralDifferences, objectiveOf, topEigenvalue } from '@momenta/probes'

const [units, samples, steps, every] = [40, 20, 8000, 100]

/** Twenty points of a Chebyshev polynomial, as in arXiv 2103.00065. */
const xs = Float64Array.from({ length: samples }, (_, i) => -1 + (2 * i) / (samples - 1))
const ys = xs.map((x) => 8 * x ** 4 - 8 * x ** 2 + 1)

/**
 * Half the mean squared error of a network of one hidden layer, whose weights w, biases b and
 * output weights v follow each other, and its gradient in `out`.
 */
const loss = (params, out) => {
  const [w, b, v] = [0, 1, 2].map((k) => params.subarray(k * units, (k + 1) * units))
  out.fill(0)
  let sum = 0
  for (let k = 0; k < samples; k++) {
    const hidden = w.map((each, i) => Math.tanh(each * xs[k] + b[i]))
    const error = hidden.reduce((all, h, i) => all + h * v[i], -ys[k])
    sum += error ** 2 / (2 * samples)
    for (let i = 0; i < units; i++) {
      const back = (error * v[i] * (1 - hidden[i] ** 2)) / samples
      out[i] += back * xs[k]
      out[units + i] += back
      out[2 * units + i] += (error * hidden[i]) / samples
    }
  }
  return sum
}

/** The same first weights in each run. */
const start = Float64Array.from({ length: 3 * units }, (_, i) => Math.sin(12.9 * (i + 1)))
for (let i = 0; i < units; i++) {
  start[i] *= 2
  start[2 * units + i] /= Math.sqrt(units)
}

const gradient = async (at) => {
  const out = new Float64Array(at.length)
  return { value: loss(at, out), gradient: out }
}
const sharpnessAt = async (point) => {
  const objective = objectiveOf({ point, batches: [{ size: samples, gradient }] })
  const { value, error } = await topEigenvalue(centralDifferences(objective))
  return [value.toFixed(3), error.toFixed(3)]
}

const lines = []
for (const learningRate of [0.1, 0.15, 0.2]) {
  const run = compile(sgd({ learningRate, momentum: 0 }), [start])
  for (let step = 0; step <= steps; step++) {
    const [point] = run.params
    if (step % every === 0) {
      const { value } = await gradient(point)
      lines.push([learningRate, step, ...(await sharpnessAt(point)), value.toFixed(5)].join())
    }
    run.step(([at], [out]) => loss(at, out))
  }
}
const file = new URL('../../docs/data/sharpness.csv', import.meta.url)
writeFileSync(file, `${['learningRate,step,sharpness,error,loss', ...lines].join('\n')}\n`)
