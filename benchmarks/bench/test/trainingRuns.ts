import type { StoredFinished } from '@momenta/bench'
import type { TrainingRun } from '../dist/training/trainingRuns.js'

const base = { base: { name: 'adam' } } as const

/** The factors of the errors of the methods of a made-up task, relative to Adam. */
export const factors: { readonly [method: string]: number } = {
  Adam: 1,
  'Adam+CM': 0.9,
  'Adam+CG': 1.05,
  'Adam+SAM': 0.97,
  'Adam+SAM+CM': 0.92,
}

const common = { epochs: 4, batch: 64, learningRate: 1e-3, drops: [{ epoch: 3, factor: 0.1 }] }

const images = {
  ...common,
  kind: 'images',
  name: 'images',
  title: 'Images, CNN',
  source: 'a stand-in for Table 1',
  data: 'mnist',
  model: { name: 'smallConvnet' },
  augmentation: {},
  heldOut: { from: 'test' },
  cost: 1,
} as const

const text = {
  ...common,
  kind: 'text',
  name: 'text',
  title: 'Text, LSTM',
  source: 'a stand-in for Fig. 7',
  data: 'brown',
  embedding: 8,
  hidden: 8,
  steps: 5,
  cost: 1,
} as const

/** A made-up run: its error falls by epoch to `error`, and its costs are those of the method. */
export const runOf = (
  task: typeof images | typeof text,
  method: string,
  error: number,
  rest: Partial<TrainingRun> = {},
): TrainingRun => {
  const evaluations = method.includes('SAM') ? 2 : 1
  const history = Array.from({ length: task.epochs }, (_, epoch) => {
    const now = error * (1 + 0.5 ** epoch - 0.5 ** (task.epochs - 1))
    const perplexity = 200 * now
    return {
      epoch,
      steps: 10,
      trainLoss: now,
      curve: Array.from({ length: 20 }, (_, i) => now * (1.2 - 0.01 * i)),
      values:
        task.kind === 'text' ? { perplexity, testPerplexity: perplexity } : { accuracy: 1 - now },
      gradientEvaluations: 10 * evaluations,
      msGradient: 10 * evaluations,
      msOptimizer: method.includes('CM') ? 2 : 1,
      seconds: 0.1 * evaluations,
      peakBytes: 1e7,
    }
  })
  const last = history.at(-1)?.values ?? {}
  const named = (prefix: string) =>
    Object.fromEntries(Object.entries(last).map(([name, value]) => [`${prefix}.${name}`, value]))
  return {
    task,
    method: { name: method, spec: base },
    learningRate: task.learningRate,
    backend: 'wasm',
    seed: 1,
    isSearch: false,
    monitored: [],
    history,
    values: {
      ...named('last'),
      ...named('best'),
      diverged: 0,
      trainLoss: error,
      gradientEvaluations: 40 * evaluations,
      msGradient: 10 * evaluations,
      msOptimizer: method.includes('CM') ? 2 : 1,
      peakBytes: method.includes('CM') ? 2e7 : 1e7,
    },
    ...rest,
  }
}

/** The runs of both tasks: a search of three rates, three tuned seeds, one untuned. */
export const allRuns = (error = 0.1, noise = 0.01): readonly TrainingRun[] =>
  [images, text].flatMap((task) =>
    Object.entries(factors).flatMap(([method, factor], m) => {
      const best = method.includes('CM') ? 0.3 : 1
      const run = (scale: number, seed: number, more: Partial<TrainingRun> = {}) =>
        runOf(
          task,
          method,
          error *
            factor *
            (1 + noise * Math.sin(7 * m + 3 * seed)) *
            (1 + 0.3 * Math.abs(Math.log(scale / best))),
          { learningRate: task.learningRate * scale, seed, ...more },
        )
      return [
        run(1, 1),
        ...[0.3, 1, 3].map((scale) => run(scale, 1001, { isSearch: true })),
        ...[1, 2, 3].filter((seed) => best !== 1 || seed !== 1).map((seed) => run(best, seed)),
      ]
    }),
  )

export const tasks = { images, text }

/** Made-up runs as the results store them. */
export const storedRuns = (runs: readonly TrainingRun[]): readonly StoredFinished[] =>
  runs.map(({ task, method, learningRate, backend, seed, values, history, monitored }) => ({
    job: {
      task: task.name,
      config: JSON.parse(JSON.stringify({ task, method, learningRate, backend })),
      seed,
      label: '',
      cost: 1,
    },
    values,
    data: JSON.parse(JSON.stringify({ history })),
    metrics: monitored,
  }))
