import { chain, type Optimizer, optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import * as ours from '@momenta/optimizers'
import * as schedules from '@momenta/schedules'
import { reduceOnPlateau, scaleByLearningRate } from '@momenta/transforms'
import t from 'tap'
import { textOf } from './workspace.js'

interface Reference {
  readonly gradients: readonly (readonly number[])[]
  readonly optimizers: { readonly [name: string]: readonly (readonly number[])[] }
  readonly schedules: { readonly [name: string]: readonly number[] }
  readonly plateau: { readonly losses: readonly number[]; readonly rates: readonly number[] }
}

/** Written by reference.py beside it. */
const torch: Reference = JSON.parse(textOf('examples/docs/test/torch/reference.json'))

const largest = (a: readonly number[], b: readonly number[]): number =>
  Math.max(...a.map((x, i) => Math.abs(x - (b[i] as number))))

const pathOf = (
  { init, step }: ReturnType<typeof float64>,
  steps: readonly { readonly value: number; readonly gradient: readonly number[] }[],
): readonly (readonly number[])[] => {
  let iterate = init([Float64Array.from(steps[0]?.gradient ?? [], () => 1)])
  return steps.map(({ value, gradient }) => {
    iterate = step(() => ({ value, grads: [Float64Array.from(gradient)] }), iterate)
    return Array.from(iterate.params[0] as Float64Array)
  })
}

const learningRate = 0.1
const rows: { readonly [name: string]: Optimizer } = {
  SGD: ours.sgd({ learningRate, momentum: 0.9, dampening: 0.5, weightDecay: 0.1 }),
  'SGD nesterov': ours.sgd({ learningRate, momentum: 0.9, nesterov: true }),
  Adam: ours.adam({ learningRate, weightDecay: 0.1 }),
  'Adam amsgrad': ours.amsgrad({ learningRate }),
  AdamW: ours.adamw({ learningRate }),
  RAdam: ours.radam({ learningRate }),
  Adamax: ours.adamax({ learningRate }),
  RMSprop: ours.rmsprop({ learningRate, centered: true, momentum: 0.9 }),
  Adagrad: ours.adagrad({ learningRate, initial: 0, eps: 1e-10, epsInRoot: false }),
  Adadelta: ours.adadelta({ learningRate: 1 }),
  Rprop: ours.rprop({ learningRate }),
}
/** The rows that the table says to differ, by how much in 20 steps of 0.1. */
const tolerances: { readonly [name: string]: number } = { RAdam: 1e-8 }

t.test('each optimizer of the table of PyTorch takes the steps that PyTorch takes', async (t) => {
  t.same(Object.keys(torch.optimizers).sort(), [...Object.keys(rows), 'NAdam'].sort())
  const steps = torch.gradients.map((gradient) => ({ value: 0, gradient }))
  for (const [name, each] of Object.entries(rows)) {
    const worst = Math.max(
      ...pathOf(float64(each), steps).map((found, i) =>
        largest(found, torch.optimizers[name]?.[i] ?? []),
      ),
    )
    t.ok(worst <= (tolerances[name] ?? 1e-14), `${name}: ${worst}`)
  }
})

const rate = { init: 0.1 }
const rise = schedules.linear({ init: 0.025, end: 0.1, steps: 20 })
const decay = schedules.exponential({ ...rate, rate: 0.9, steps: 1 })
const scheduled: { readonly [name: string]: (step: number) => number } = {
  StepLR: schedules.steps({ ...rate, factor: 0.5, boundaries: [20, 40] }),
  MultiStepLR: schedules.steps({ ...rate, factor: 0.1, boundaries: [10, 35] }),
  ExponentialLR: decay,
  LinearLR: schedules.linear({ init: 0.025, end: 0.1, steps: 40 }),
  SequentialLR: schedules.join({ schedules: [rise, decay], boundaries: [20] }),
  CosineAnnealingLR: schedules.cosine({ ...rate, steps: 40, alpha: 0.1 }),
  CosineAnnealingWarmRestarts: schedules.warmRestarts({ ...rate, steps: 10, factor: 2 }),
  OneCycleLR: schedules.oneCycle({ peak: 0.1, steps: 59, rise: (0.3 * 60 - 1) / 59 }),
}

t.test('each schedule of the table of PyTorch has its rates', async (t) => {
  t.same(Object.keys(torch.schedules).sort(), Object.keys(scheduled).sort())
  for (const [name, schedule] of Object.entries(scheduled)) {
    // PyTorch's cosine rises again after its end
    const end = name === 'CosineAnnealingLR' ? 41 : undefined
    const expected = (torch.schedules[name] ?? []).slice(0, end)
    const worst = largest(
      expected,
      expected.map((_, step) => schedule(step)),
    )
    t.ok(worst <= 1e-15, `${name}: ${worst}`)
  }
})

t.test('reduceOnPlateau with a patience that is one higher has the rates of PyTorch', async (t) => {
  const { losses, rates } = torch.plateau
  const plateau = reduceOnPlateau({ factor: 0.5, patience: 6 })
  const steps = losses.map((value) => ({ value, gradient: [1] }))
  const path = pathOf(
    float64(optimizer(chain(plateau, scaleByLearningRate({ learningRate })))),
    steps,
  )
  const found = path.map(([x = 0], i) => (path[i - 1]?.[0] ?? 1) - x)
  t.ok(largest(found, rates) <= 1e-14, `${found} ${rates}`)
})
