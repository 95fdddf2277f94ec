// Draws docs/figures from docs/data: `node examples/docs/figures.mjs`. With --check it writes
// nothing and fails if a figure differs.
import { readFileSync, writeFileSync } from 'node:fs'
import { contourPlot, intervalPlot, linePlot } from '@momenta/bench-figures'
import { surfaceNamed } from '@momenta/bench-surfaces'

const docs = new URL('../../docs/', import.meta.url)

/** The fields of a line of CSV. */
const fieldsOf = (line) =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain,
  )

/** The rows of docs/data/NAME.csv, as records. */
const rowsOf = (name) => {
  const [head, ...lines] = readFileSync(new URL(`data/${name}.csv`, docs), 'utf8')
    .trim()
    .split('\n')
    .map(fieldsOf)
  return lines.map((line) => Object.fromEntries(head.map((column, i) => [column, line[i]])))
}

const time = { label: 'ms per step', scale: 'log' }
const panelSize = { width: 640, height: 300 }

const trainingSeries = {
  'wasm plain': 'wasm, TensorFlow.js alone',
  'wasm training': 'wasm, @momenta/kernels',
  'tensorflow plain': 'TensorFlow, TensorFlow.js alone',
  'tensorflow training': 'TensorFlow, @momenta/kernels',
  'torch 2.15.0, 2 threads peer': 'PyTorch',
  'jax 0.10.2 peer': 'JAX',
}

const trainingSteps = () => {
  const rows = rowsOf('training-steps')
  return intervalPlot({
    id: 'training-steps',
    title: 'Time per training step, by model',
    x: {
      label: 'model',
      scale: 'category',
      categories: [...new Set(rows.map(({ workload }) => workload))],
    },
    y: time,
    series: Object.values(trainingSeries),
    panels: [
      [
        {
          intervals: rows.map(({ workload, backend, variant, ms, p10 }) => ({
            series: trainingSeries[`${backend} ${variant}`],
            x: workload,
            value: Number(ms),
            low: Number(p10),
            high: Number(ms),
            n: 1,
          })),
        },
      ],
    ],
    panelSize,
  })
}

const stepSeries = {
  'adam built-in': 'tf.train.adam',
  'adam eager': 'eager',
  'adam fused': 'fused',
  'adam fused peer': 'PyTorch fused',
  'adam peer': 'Optax',
  '4 read, 3 written roofline': 'roofline',
}

const optimizerSteps = () => {
  const rows = rowsOf('optimizer-steps').filter(
    ({ optimizer, variant }) => `${optimizer} ${variant}` in stepSeries,
  )
  const sizeOf = ({ params, tensors }) => `${params} × ${tensors}`
  const panel = (title, runs) => {
    const chosen = rows.filter(({ run }) => runs.includes(run))
    return {
      title,
      x: {
        label: 'parameters × tensors',
        scale: 'category',
        categories: [...new Set(chosen.map(sizeOf))],
      },
      intervals: chosen.map((row) => ({
        series: stepSeries[`${row.optimizer} ${row.variant}`],
        x: sizeOf(row),
        value: Number(row.ms),
        low: Number(row.ms),
        high: Number(row.ms),
        n: 1,
      })),
    }
  }
  return intervalPlot({
    id: 'optimizer-steps',
    title: 'Time per Adam step, by the number of parameters and tensors',
    x: { label: '', scale: 'category', categories: [] },
    y: time,
    series: Object.values(stepSeries),
    panels: [[panel('wasm', ['small', 'large'])], [panel('TensorFlow', ['tensorflow'])]],
    panelSize,
  })
}

const claims = () => {
  const pattern = /^share sharp → flat, (D = \d+), s ≥ 5, α = 0.1, (C = .*)$/
  const rows = rowsOf('claims').flatMap((row) => {
    const found = pattern.exec(row.measure)
    return found === null ? [] : [{ ...row, x: `${found[1]}, ${found[2]}` }]
  })
  const sides = rows.flatMap((row) =>
    ['greater', 'less'].map((side) => ({
      series: row[side],
      x: row.x,
      value: Number(row[`${side} value`]),
      low: Number(row[`${side} low`]),
      high: Number(row[`${side} high`]),
      n: Number(row[`${side} n`]),
    })),
  )
  const once = new Map(sides.map((side) => [`${side.x} ${side.series}`, side]))
  return intervalPlot({
    id: 'claims',
    title: 'Share of runs that leave a sharp minimum, by method and memory',
    x: {
      label: 'dimensions D, capacity C, decay λ',
      scale: 'category',
      categories: [...new Set(rows.map(({ x }) => x))],
    },
    y: { label: 'share sharp → flat', scale: 'linear' },
    series: [
      ...['Adam', 'Adam+SAM', 'Adam+CG', 'Adam+CM'],
      ...['burst, no memory', 'CM, no entries', 'CM, no burst', 'CM, v from g²'],
      'CM, matched step',
    ],
    panels: [[{ intervals: [...once.values()] }]],
    panelSize,
  })
}

const ackley = () => {
  const rows = rowsOf('ackley-paths')
  const { value } = surfaceNamed('ackley')
  const series = ['Adam', 'Adam+CM']
  const trajectories = series.map((name) => {
    const path = rows.filter((row) => row.series === name)
    return { series: name, x: path.map(({ x }) => Number(x)), y: path.map(({ y }) => Number(y)) }
  })
  const surface = {
    label: 'Ackley',
    value: (x, y) => value([x, y]),
    x: [-2, 4.5],
    y: [-5, 1.5],
    levels: { spacing: 'quantile', count: 10 },
    minima: [{ x: 0, y: 0 }],
  }
  return contourPlot({
    id: 'ackley',
    title: 'Paths of Adam and of Adam with critical momenta on the Ackley function',
    x: { label: 'x' },
    y: { label: 'y' },
    series,
    panels: [[{ surface, trajectories }]],
    panelSize: { width: 460, height: 460 },
  })
}

const sharpness = () => {
  const rows = rowsOf('sharpness')
  const rates = [...new Set(rows.map(({ learningRate }) => learningRate))]
  const seriesOf = (rate) => `α = ${rate}`
  const lines = rates.map((rate) => {
    const run = rows.filter(({ learningRate }) => learningRate === rate)
    const numbers = (name) => run.map((row) => Number(row[name]))
    return { series: seriesOf(rate), x: numbers('step'), y: numbers('sharpness') }
  })
  const references = rates.map((rate) => ({
    label: `2/${rate}`,
    axis: 'y',
    value: 2 / Number(rate),
  }))
  return linePlot({
    id: 'sharpness',
    title: 'Top eigenvalue of the Hessian while gradient descent trains, by learning rate',
    x: { label: 'step', scale: 'linear' },
    y: { label: 'λmax', scale: 'linear' },
    series: rates.map(seriesOf),
    panels: [[{ lines, references }]],
    panelSize,
  })
}

const figures = {
  ackley,
  sharpness,
  'training-steps': trainingSteps,
  'optimizer-steps': optimizerSteps,
  claims,
}

for (const [name, draw] of Object.entries(figures)) {
  const path = new URL(`figures/${name}.svg`, docs)
  const svg = `${draw()}\n`
  if (!process.argv.includes('--check')) writeFileSync(path, svg)
  else if (readFileSync(path, 'utf8') !== svg)
    throw new Error(`docs/figures/${name}.svg must be drawn from docs/data; run figures.mjs`)
}
