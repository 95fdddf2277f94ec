import {
  chain,
  memoriesOf,
  optimizer,
  remember,
  type Transform,
  withHyperparameters,
} from '@momenta/core'
import { evaluationParams, float64, type Iterate } from '@momenta/float64'
import { linear } from '@momenta/schedules'
import * as transforms from '@momenta/transforms'
import t from 'tap'

const {
  accumulate,
  addDecayedWeights,
  applyIfFinite,
  averageParams,
  clipByGlobalNorm,
  clipByLeafNorm,
  clipByValue,
  ema,
  lookahead,
  masked,
  partition,
  scale,
  scaleByAdam,
  scaleByBelief,
  scaleByBeliefNu,
  scaleByLearningRate,
  scaleByLion,
  scaleByNu,
  scaleByRms,
  scaleBySchedule,
  trace,
} = transforms

type Point = { readonly [leaf: string]: Float64Array }

const point = (values: { readonly [leaf: string]: readonly number[] }): Point =>
  Object.fromEntries(Object.entries(values).map(([name, list]) => [name, Float64Array.from(list)]))

/**
 * Runs a transform on given gradients from given parameters; answers every iterate, the first
 * included.
 */
const ran = (
  transform: Transform,
  params: Point,
  grads: readonly Point[],
): readonly Iterate<Point>[] => {
  const { init, step } = float64(optimizer(transform))
  const iterates = [init(params)]
  for (const g of grads)
    iterates.push(step(() => ({ value: 0, grads: g }), iterates.at(-1) as Iterate<Point>))
  return iterates
}

/**
 * The updates of one parameter that starts at 0 and stays there in thought: differences of its
 * iterates.
 */
const updates = (transform: Transform, grads: readonly number[]): readonly number[] => {
  const path = ran(
    transform,
    point({ w: [0] }),
    grads.map((g) => point({ w: [g] })),
  )
  return path
    .slice(1)
    .map(({ params }, i) => (params.w?.[0] as number) - (path[i]?.params.w?.[0] as number))
}

/** Differences of iterates round once more than the updates: 1e-12 of numbers of size 1 to 10. */
const near = (got: readonly number[], wanted: readonly number[]) =>
  got.length === wanted.length && got.every((n, i) => Math.abs(n - (wanted[i] as number)) < 1e-12)

t.test('ema averages: m = 0.5 m + 0.5 g', async (t) => {
  // g 4, 2: m = 2, then 1 + 1 = 2
  t.ok(near(updates(ema({ decay: 0.5 }), [4, 2]), [2, 2]))
  // debiased: 2/0.5 = 4, then 2/0.75
  t.ok(near(updates(ema({ decay: 0.5, debias: true }), [4, 2]), [4, 2 / 0.75]))
  // nesterov: 0.5*2/(1 - .25) + 0.5*4/(1 - .5) = 4/3 + 4; then 0.5*2/(1 - .125) + 0.5*2/(1 - .25)
  t.ok(
    near(updates(ema({ decay: 0.5, nesterov: true }), [4, 2]), [4 / 3 + 4, 1 / 0.875 + 1 / 0.75]),
  )
})

t.test('trace is the momentum of SGD', async (t) => {
  // buf = 4, then 0.5*4 + (1 - .25)*2 = 3.5; nesterov: 4 + 2, then 2 + .5*3.5
  t.ok(near(updates(trace({ decay: 0.5, dampening: 0.25 }), [4, 2]), [4, 3.5]))
  t.ok(near(updates(trace({ decay: 0.5, dampening: 0.25, nesterov: true }), [4, 2]), [6, 3.75]))
})

t.test(
  'scaleByAdam divides the corrected mean by the root of the corrected second moment',
  async (t) => {
    const options = { b1: 0.5, b2: 0.75, eps: 0 }
    // g = 2: m = 1 -> 2, v = 1 -> 4: 2/2 = 1; g = -1: m = 0 -> 0
    t.ok(near(updates(scaleByAdam(options), [2, -1]), [1, 0]))
    // amsgrad, g = 2 then 0: v = 1 then .75, the greater is 1; m = 1 then .5; 0.5/0.75 / (1/sqrt(1
    // - .5625))
    const wanted = 0.5 / 0.75 / (1 / Math.sqrt(1 - 0.5625))
    t.ok(near(updates(scaleByAdam({ ...options, amsgrad: true }), [2, 0]), [1, wanted]))
    // nesterov, first step: (0.5*1/(1 - .25) + 0.5*2/(1 - .5)) / 2 = (2/3 + 2)/2
    t.ok(near(updates(scaleByAdam({ ...options, nesterov: true }), [2]), [4 / 3]))
    // eps stands outside the root: 2/(2 + 2)
    t.ok(near(updates(scaleByAdam({ ...options, eps: 2 }), [2]), [0.5]))
  },
)

const gradients = [0.5, -2, 1e-3, 4, 0, -0.25, 3].map((g) => point({ w: [g, -g / 3], b: [g * g] }))
const from = point({ w: [1, -1], b: [0.5] })
const bits = (transform: Transform) =>
  JSON.stringify(
    ran(transform, from, gradients).map(({ params }) => [...(params.w ?? []), ...(params.b ?? [])]),
  )

t.test('ema and scaleByNu of the gradients are scaleByAdam, bit for bit', async (t) => {
  for (const amsgrad of [false, true])
    t.equal(
      bits(chain(ema({ decay: 0.9 }), scaleByNu({ b1: 0.9, of: 'grads', amsgrad }))),
      bits(scaleByAdam({ b1: 0.9, amsgrad })),
    )
  t.equal(
    bits(chain(ema({ decay: 0.9 }), scaleByBeliefNu({ eps: 1e-8 }))),
    bits(scaleByBelief({ eps: 1e-8 })),
  )
})

t.test('scaleByNu uses the second moment of the incoming updates', async (t) => {
  // m = 1 of g = 2; v = .25*1, corrected 1; numerator 1/(1 - .5) = 2
  const cm = chain(ema({ decay: 0.5 }), scaleByNu({ b1: 0.5, b2: 0.75, eps: 0 }))
  t.ok(near(updates(cm, [2]), [2]))
})

t.test('scaleByRms divides by the root, eps outside, centered by the variance', async (t) => {
  // v = .5*16 = 8: 4/(sqrt 8 + 1); centered: mean 2, 8 - 4 = 4: 4/(2 + 1)
  t.ok(near(updates(scaleByRms({ decay: 0.5, eps: 1 }), [4]), [4 / (Math.sqrt(8) + 1)]))
  t.ok(near(updates(scaleByRms({ decay: 0.5, eps: 1, centered: true }), [4]), [4 / 3]))
})

t.test('scaleByBelief divides by the surprise', async (t) => {
  // g = 4: m = 2, v = .5*(4 - 2)^2 + 1 = 3, corrected 6; m corrected 4
  t.ok(
    near(updates(scaleByBelief({ b1: 0.5, b2: 0.5, eps: 0, epsRoot: 1 }), [4]), [4 / Math.sqrt(6)]),
  )
})

t.test('scaleByLion takes the sign of the interpolation, 0 for 0', async (t) => {
  // m = 0: sign(.5*4) = 1, m = .25*4 = 1; g = -1: .5 - .5 = 0 -> 0
  t.ok(near(updates(scaleByLion({ b1: 0.5, b2: 0.75 }), [4, -1]), [1, 0]))
})

t.test('scalings multiply by a number, a schedule, minus the learning rate', async (t) => {
  t.ok(near(updates(scale({ factor: -2 }), [3]), [-6]))
  t.ok(near(updates(scaleBySchedule({ schedule: (step) => step }), [3, 3]), [0, 3]))
  t.ok(near(updates(scaleByLearningRate({ learningRate: 0.5 }), [3]), [-1.5]))
  t.ok(
    near(
      updates(
        scaleByLearningRate({ learningRate: linear({ init: 1, end: 0, steps: 2 }) }),
        [3, 3, 3],
      ),
      [-3, -1.5, 0],
    ),
  )
})

t.test('addDecayedWeights adds a share of the parameters, of the leaves in its mask', async (t) => {
  const [, next] = ran(
    addDecayedWeights({ weightDecay: 0.5, mask: (name) => name === 'w' }),
    from,
    [point({ w: [0, 0], b: [0] })],
  )
  t.same([...(next?.params.w ?? [])], [1.5, -1.5])
  t.same([...(next?.params.b ?? [])], [0.5])
})

t.test(
  'clipping scales updates that are too large and leaves others unchanged, bit for bit',
  async (t) => {
    const once = (transform: Transform, g: Point) =>
      ran(transform, point({ w: [0, 0], b: [0] }), [g])[1]?.params as Point
    const g = point({ w: [3, 0], b: [4] })
    t.same(once(clipByValue({ max: 2 }), g), point({ w: [2, 0], b: [2] }))
    // the norm is 5: times 1/5
    t.same(once(clipByGlobalNorm({ max: 1 }), g), point({ w: [3 * 0.2, 0], b: [4 * 0.2] }))
    t.same(once(clipByLeafNorm({ max: 3.5 }), g), point({ w: [3, 0], b: [4 * (3.5 / 4)] }))
    t.same(once(clipByGlobalNorm({ max: 5.1 }), g), g)
    t.equal(bits(clipByGlobalNorm({ max: 1e9 })), bits([]))
    t.ok(
      Number.isNaN(once(clipByValue(), point({ w: [Number.NaN, 0], b: [0] })).w?.[0]),
      'a NaN stays',
    )
  },
)

t.test('clipping in the middle of a chain clips the updates there', async (t) => {
  // scaled by 10: norm 50, brought to 1
  const got = ran(
    chain(scale({ factor: 10 }), clipByGlobalNorm({ max: 1 })),
    point({ w: [0, 0], b: [0] }),
    [point({ w: [3, 0], b: [4] })],
  )[1]?.params as Point
  t.ok(
    Math.abs((got.w?.[0] as number) - 0.6) < 1e-15 &&
      Math.abs((got.b?.[0] as number) - 0.8) < 1e-15,
  )
})

t.test('lookahead goes half way back every k-th step', async (t) => {
  // w: 0 -> 1 -> 2 by u = 1; then slow = 0 + .5*(2 - 0) = 1
  t.ok(near(updates(lookahead({ alpha: 0.5, period: 2 }), [1, 1, 1, 1]), [1, 0, 1, 0]))
  t.equal(
    bits(chain(lookahead({ period: 1000 }))),
    bits([]),
    'before the period ends it does nothing',
  )
})

t.test('averageParams averages the iterates and changes nothing', async (t) => {
  t.equal(bits(averageParams()), bits([]))
  const mean = averageParams()
  // iterates 1, 3, 6: means 1, 2, 10/3
  const path = ran(
    mean,
    point({ w: [0] }),
    [1, 2, 3].map((g) => point({ w: [g] })),
  )
  t.ok(
    near(
      path.slice(1).map((each) => evaluationParams(optimizer(mean), each).w?.[0] as number),
      [1, 2, 10 / 3],
    ),
  )
  const moving = averageParams({ decay: 0.5 })
  // from 0: .5, 1.75, 3.875
  const moved = ran(
    moving,
    point({ w: [0] }),
    [1, 2, 3].map((g) => point({ w: [g] })),
  )
  t.ok(
    near(
      moved.slice(1).map((each) => evaluationParams(optimizer(moving), each).w?.[0] as number),
      [0.5, 1.75, 3.875],
    ),
  )
})

t.test('masked acts on its leaves only, and a norm is over them', async (t) => {
  const onlyB = masked(clipByGlobalNorm({ max: 1 }), (name) => name === 'b')
  const [, next] = ran(onlyB, point({ w: [0, 0], b: [0] }), [point({ w: [30, 0], b: [4] })])
  t.same(next?.params, point({ w: [30, 0], b: [1] }))
  const [first] = ran(
    masked(ema(), (name) => name === 'b'),
    from,
    [],
  )
  t.same(Object.keys(first?.state.parts[0]?.slots.mu ?? {}), ['b'], 'no state for the others')
})

t.test(
  'partition gives each group its own transform, and names a label that nobody has',
  async (t) => {
    const groups = partition(
      { kernel: scale({ factor: 2 }), bias: scale({ factor: 3 }) },
      (name) => (name === 'b' ? 'bias' : 'kernel'),
    )
    const [, next] = ran(groups, point({ w: [0], b: [0] }), [point({ w: [1], b: [1] })])
    t.same(next?.params, point({ w: [2], b: [3] }))
    t.throws(
      () =>
        ran(
          partition({ kernel: scale() }, () => 'bias'),
          from,
          [],
        ),
      {
        message: "partition: the label of leaf 'w' must be one of kernel, got 'bias'",
      },
    )
  },
)

t.test(
  'applyIfFinite rests in a step with NaN or infinity: nothing moves, nothing is remembered',
  async (t) => {
    const inner = chain(ema(), remember({ capacity: 3 }), scaleByNu(), scaleByLearningRate())
    const good = gradients.slice(0, 3)
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const spoiled = [good[0], point({ w: [1, bad], b: [1] }), good[1], good[2]] as Point[]
      const [with_, without] = [
        ran(applyIfFinite(inner), from, spoiled),
        ran(applyIfFinite(inner), from, good),
      ]
      t.same(with_.at(-1)?.params, without.at(-1)?.params)
      const skipped = (iterate: Iterate<Point> | undefined) => iterate?.state.parts.at(-1)?.host
      t.equal(skipped(with_.at(-1)), 1)
      t.equal(skipped(without.at(-1)), 0)
      t.same(memoriesOf(inner, (with_.at(-1) as Iterate<Point>).state)[0]?.keys.length, 3)
    }
    t.equal(bits(applyIfFinite(inner)), bits(inner), 'with finite gradients it does nothing')
  },
)

t.test('applyIfFinite rests in every group, though the NaN lies in one of them', async (t) => {
  const groups = applyIfFinite(
    partition({ kernel: ema(), bias: chain(ema(), remember()) }, (name) =>
      name === 'b' ? 'bias' : 'kernel',
    ),
  )
  const [before, after] = ran(groups, from, [
    gradients[0] as Point,
    point({ w: [Number.NaN, 0], b: [1] }),
  ]).slice(1)
  t.same(after?.params, before?.params)
  t.same(after?.state.parts.slice(0, 3), before?.state.parts.slice(0, 3))
})

t.test('a memory never takes a value whose gradient is NaN', async (t) => {
  const memory = remember({ capacity: 2 })
  const last = ran(memory, from, [
    gradients[0],
    point({ w: [Number.NaN, 0], b: [1] }),
    gradients[1],
  ] as Point[]).at(-1) as Iterate<Point>
  const [{ keys, entries } = { keys: [], entries: [] }] = memoriesOf(memory, last.state)
  t.equal(keys.length, 2)
  t.ok(entries.flat().every((leaf) => leaf.every(Number.isFinite)))
})

t.test(
  'accumulate takes k gradients as one step on their mean, memory and keys included',
  async (t) => {
    const inner = chain(
      ema(),
      remember({ capacity: 2 }),
      scaleByNu(),
      scaleByLearningRate({ learningRate: 0.1 }),
    )
    const small = ran(accumulate(inner, { every: 2 }), from, gradients.slice(0, 6))
    const means = [0, 2, 4].map((i) => {
      const [a, b] = [gradients[i] as Point, gradients[i + 1] as Point]
      // as the code adds: share of the first, plus share of the second
      return Object.fromEntries(
        Object.keys(a).map((leaf) => [
          leaf,
          (a[leaf] as Float64Array).map((n, j) => 0.5 * n + 0.5 * (b[leaf]?.[j] as number)),
        ]),
      )
    })
    const whole = ran(inner, from, means)
    t.same(small[6]?.params, whole[3]?.params)
    t.same(small[1]?.params, from, 'between the updates nothing moves')
    const keysOf = (transform: Transform, iterate: Iterate<Point> | undefined) =>
      memoriesOf(transform, (iterate as Iterate<Point>).state)[0]?.keys
    t.same(keysOf(accumulate(inner, { every: 2 }), small[6]), keysOf(inner, whole[3]))
  },
)

t.test(
  'hyperparameters are changed while training, and left alone they change nothing',
  async (t) => {
    const transform = scaleByLearningRate({ learningRate: 1 })
    const { init, step } = float64(optimizer(transform))
    const g = () => ({ value: 0, grads: { w: Float64Array.of(1) } })
    const first = step(g, init({ w: Float64Array.of(0) }))
    const slower = step(g, {
      ...first,
      state: withHyperparameters(transform, first.state, { learningRate: 0.5 }),
    })
    t.same(slower.params.w, Float64Array.of(-1.5))
    t.throws(() => withHyperparameters(transform, first.state, { learningRate: -1 }), {
      message: 'scaleByLearningRate: learningRate must be a finite number >= 0, got -1',
    })
    t.throws(() => withHyperparameters(transform, first.state, { lr: 1 }), {
      message:
        "withHyperparameters: 'lr' must be one of learningRate, scaleByLearningRate.learningRate; did you mean learningRate?",
    })
  },
)

t.test('every factory is callable without arguments and runs', async (t) => {
  const { partition: _, frozenLeaves: __, withFrozen: ___, ...factories } = transforms
  for (const [name, factory] of Object.entries(factories)) {
    const last = ran((factory as () => Transform)(), from, gradients).at(-1) as Iterate<Point>
    t.ok([...(last.params.w ?? [])].every(Number.isFinite), name)
  }
})

t.test('bad options are one clear line', async (t) => {
  const message = (build: () => unknown) => {
    try {
      build()
      return 'nothing thrown'
    } catch (error) {
      return (error as Error).message
    }
  }
  t.equal(
    message(() => scaleByAdam({ b2: 1.5 })),
    'scaleByAdam: b2 must lie in [0, 1), got 1.5',
  )
  t.equal(
    message(() => scaleByAdam({ eps: Number.NaN })),
    'scaleByAdam: eps must be a finite number >= 0, got NaN',
  )
  t.equal(
    message(() => ema({ decay: 1 })),
    'ema: decay must lie in [0, 1), got 1',
  )
  t.equal(
    message(() => trace({ nesterov: 1 as never })),
    'trace: nesterov must be true or false, got 1',
  )
  t.equal(
    message(() => clipByValue({ max: 0 })),
    'clipByValue: max must be a finite number > 0, got 0',
  )
  t.equal(
    message(() => lookahead({ period: 0 })),
    'lookahead: period must be a positive integer, got 0',
  )
  t.equal(
    message(() => scaleByNu({ of: 'g' as never })),
    "scaleByNu: of must be 'updates' or 'grads', got 'g'",
  )
  t.equal(
    message(() => accumulate([], { every: 1.5 })),
    'accumulate: every must be a positive integer, got 1.5',
  )
})
