import { chain, optimizer, type Transform } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { linear } from '@momenta/schedules'
import {
  addDecayedWeights,
  reduceOnPlateau,
  scale,
  scaleByLearningRate,
  scheduled,
  trace,
} from '@momenta/transforms'
import t from 'tap'

/** The changes of a parameter that starts at 1, under gradients of 1 and given losses. */
const changes = (transform: Transform, losses: readonly number[]): readonly number[] => {
  const { init, step } = float64(optimizer(transform))
  let iterate = init([Float64Array.of(1)])
  return losses.map((value) => {
    const before = iterate.params[0]?.[0] as number
    iterate = step(() => ({ value, grads: [Float64Array.of(1)] }), iterate)
    return (iterate.params[0]?.[0] as number) - before
  })
}

const near = (got: readonly number[], wanted: readonly number[]) =>
  got.length === wanted.length && got.every((n, i) => Math.abs(n - (wanted[i] as number)) <= 1e-12)

t.test('weight decay, momentum and learning rate follow schedules of the step', async (t) => {
  const falling = linear({ init: 1, end: 0, steps: 2 })
  const rate = scheduled(scaleByLearningRate(), { learningRate: falling })
  t.ok(near(changes(rate, [0, 0, 0]), [-1, -0.5, 0]))
  const decays = chain(
    scheduled(addDecayedWeights(), { weightDecay: (step) => step }),
    scale({ factor: -0.5 }),
  )
  // θ = 1: −(1 + 0)/2, then −(1 + 1 · 0.5)/2
  t.ok(near(changes(decays, [0, 0]), [-0.5, -0.75]))
  const momentum = chain(scheduled(trace(), { decay: (step) => step / 4 }), scale({ factor: -1 }))
  // b = 1, then 1/4 + 1, then 5/8 + 1
  t.ok(near(changes(momentum, [0, 0, 0]), [-1, -1.25, -1.625]))
})

t.test('what has a schedule can no longer be set; names and values are checked', async (t) => {
  const rate = scheduled(scaleByLearningRate(), { learningRate: () => -1 })
  t.same(Object.keys(rate[0]?.hyper ?? {}), [])
  t.throws(() => changes(rate, [0]), {
    message:
      /^scheduled: learningRate of scaleByLearningRate: the value of the schedule must be a finite number >= 0, got -1 at step 0/,
  })
  t.throws(() => scheduled(trace(), { decai: () => 0 }), {
    message: "scheduled: 'decai' must be one of decay, dampening; did you mean decay?",
  })
  t.throws(() => Reflect.apply(scheduled, undefined, [trace(), { decay: 0.5 }]), TypeError)
})

t.test(
  'the scale falls after losses without improvement, rests, and stops at its minimum',
  async (t) => {
    const plateau = chain(
      scale({ factor: -1 }),
      reduceOnPlateau({ factor: 0.5, patience: 2, cooldown: 1, minScale: 0.3, rtol: 0 }),
    )
    // 5 and 4 improve; 4, 4: falls; 9 rests; 9, 9: falls to the minimum; 3 improves
    const losses = [5, 4, 4, 4, 9, 9, 9, 3]
    t.ok(near(changes(plateau, losses), [-1, -1, -1, -0.5, -0.5, -0.5, -0.3, -0.3]))
    const means = chain(
      scale({ factor: -1 }),
      reduceOnPlateau({ factor: 0.5, patience: 1, accumulationSize: 2, rtol: 0 }),
    )
    // means 3, 2, then 2 is no improvement
    t.ok(near(changes(means, [4, 2, 1, 3, 0, 4]), [-1, -1, -1, -1, -1, -0.5]))
  },
)

t.test('a loss that is not finite is no improvement and leaves no NaN in the state', async (t) => {
  const plateau = chain(scale({ factor: -1 }), reduceOnPlateau({ factor: 0.5, patience: 1 }))
  t.ok(near(changes(plateau, [1, Number.NaN, 0.5]), [-1, -0.5, -0.5]))
})

t.test('sums of losses that are not finite, or too large, can be saved', async (t) => {
  const plateau = reduceOnPlateau({ patience: 9, accumulationSize: 2 })
  for (const loss of [Number.NaN, Infinity, -Infinity, 1e308, -1e308]) {
    const { init, step } = float64(optimizer(plateau))
    let iterate = init([Float64Array.of(1)])
    for (let i = 0; i < 2; i++)
      iterate = step(() => ({ value: loss, grads: [Float64Array.of(1)] }), iterate)
    const host = iterate.state.parts[0]?.host
    t.same(JSON.parse(JSON.stringify(host)), host, `${loss}: JSON has no infinite numbers`)
    t.not((host as { best: unknown }).best, null)
  }
})
