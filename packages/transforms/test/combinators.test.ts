import {
  type Arithmetic,
  chain,
  describe,
  memoriesOf,
  optimizer,
  perLeaf,
  remember,
  type State,
  storedNorm,
  type Transform,
  withHyperparameters,
} from '@momenta/core'
import { advance, initialState, layoutOf, leafInterpreter } from '@momenta/core/program'
import { float64 } from '@momenta/float64'
import {
  accumulate,
  addDecayedWeights,
  applyIfFinite,
  averageParams,
  clipByGlobalNorm,
  ema,
  lionMomentum,
  lookahead,
  masked,
  partition,
  scale,
  scaleByAdam,
  scaleByLearningRate,
  scaleByLion,
  scaleByNu,
  scaleBySign,
  trace,
} from '@momenta/transforms'
import t from 'tap'

type Leaf = readonly number[]
type Point = { readonly [leaf: string]: Leaf }
type At = { readonly params: Point; readonly state: State<Leaf> }

/** The definition, in a page: a leaf is a list of numbers, and a list of one is a scalar. */
const each =
  (f: (a: number, b: number) => number) =>
  (a: Leaf, b: Leaf = a): Leaf =>
    Array.from({ length: Math.max(a.length, b.length) }, (_, i) =>
      f((a[i] ?? a[0]) as number, (b[i] ?? b[0]) as number),
    )
const lists: Arithmetic<Leaf> = {
  of: (n) => [n],
  add: each((a, b) => a + b),
  sub: each((a, b) => a - b),
  mul: each((a, b) => a * b),
  div: each((a, b) => a / b),
  // biome-ignore lint/complexity/useMathMinMax: Math.max(1, NaN) is NaN, and this is 1.
  max: each((a, b) => (a < b ? b : a)),
  // biome-ignore lint/complexity/useMathMinMax: as above.
  min: each((a, b) => (b < a ? b : a)),
  sqrt: (a) => a.map(Math.sqrt),
  abs: (a) => a.map(Math.abs),
  sign: (a) => a.map((n) => (n > 0 ? 1 : n < 0 ? -1 : 0)),
  neg: (a) => a.map((n) => -n),
}

const leavesOf = (params: Point) =>
  Object.entries(params).map(([name, { length: size }]) => ({ name, shape: [size], size }))

const start = (transform: Transform, params: Point): At => ({
  params,
  state: initialState<Leaf>(transform, leavesOf(params), (slot, i) => {
    const leaf = Object.values(params)[i] as Leaf
    return slot === 'params' ? leaf : leaf.map(() => 0)
  }),
})

const step = (transform: Transform, { params, state }: At, grads: Point): At => {
  const names = Object.keys(params)
  const run = advance<Leaf>(
    layoutOf(transform, leavesOf(params)),
    {
      params: Object.values(params),
      grads: names.map((name) => grads[name] as Leaf),
      state,
    },
    leafInterpreter(lists),
  )
  let asked = run.next()
  while (!asked.done) asked = run.next(asked.value.map(({ of }) => Math.hypot(...of)))
  const { updates, state: next } = asked.value
  return {
    params: Object.fromEntries(
      names.map((name, i) => [name, each((p, u) => p + u)(params[name] as Leaf, updates[i])]),
    ),
    state: next,
  }
}

/** All points on the way, the first included. */
const path = (transform: Transform, params: Point, grads: readonly Point[]): readonly At[] =>
  grads.reduce<At[]>(
    (all, g) => all.concat(step(transform, all.at(-1) as At, g)),
    [start(transform, params)],
  )

const end = (transform: Transform, params: Point, grads: readonly Point[]): At =>
  path(transform, params, grads).at(-1) as At

/** The same run by the package float64, which compiles the bodies. */
const compiled = (transform: Transform, params: Point, grads: readonly Point[]): unknown => {
  const arrays = (point: Point) =>
    Object.fromEntries(Object.entries(point).map(([name, leaf]) => [name, Float64Array.from(leaf)]))
  const { init, step } = float64(optimizer(transform))
  const last = grads.reduce(
    (at, g) => step(() => ({ value: 0, grads: arrays(g) }), at),
    init(arrays(params)),
  )
  return Object.fromEntries(Object.entries(last.params).map(([name, leaf]) => [name, [...leaf]]))
}

const zero: Point = { a: [0], b: [0] }
const from: Point = { a: [1, -1], b: [0.5] }
const gradients: readonly Point[] = [0.5, -2, 1e-3, 4, 0, -0.25, 3, 1].map((g) => ({
  a: [g, -g / 3],
  b: [g * g],
}))
/** Adam+CM with a key that is measured in mid-chain and one of the raw gradients. */
const cm = (memory: Transform): Transform =>
  chain(ema(), memory, scaleByNu({ b2: 0.9 }), scaleByLearningRate({ learningRate: 0.1 }))

t.test('each rule step by step, in the arithmetic of the definition', async (t) => {
  const walk = (transform: Transform, grads: readonly number[]) =>
    path(
      transform,
      { w: [0] },
      grads.map((g) => ({ w: [g] })),
    ).map(({ params }) => params.w?.[0])
  // m = 2, 2, 1: sums 2, 4, 5
  t.same(walk(ema({ decay: 0.5 }), [4, 2, 0]), [0, 2, 4, 5])
  // buf = 4, then .5*4 + .5*2 = 3, then .5*3 + .5*2 = 2.5
  t.same(walk(trace({ decay: 0.5, dampening: 0.5 }), [4, 2, 2]), [0, 4, 7, 9.5])
  // before the sign: .5*0 + .5*4 = 2, m = .75*0 + .25*4 = 1; then .5*1 + .5*2 = 1.5
  t.same(walk(lionMomentum({ b1: 0.5, b2: 0.75 }), [4, 2]), [0, 2, 3.5])
  t.same(walk(scaleBySign(), [4, 0, -2]), [0, 1, 1, 0])
  const lion = { b1: 0.5, b2: 0.75 }
  t.same(
    walk(scaleByLion(lion), [4, -1, -3]),
    walk(chain(lionMomentum(lion), scaleBySign()), [4, -1, -3]),
  )
  // b1 = 0 leaves the numerator: v = .75*4, corrected 4 -> 2/2; b1 = .5 doubles it in the first
  // step
  t.same(walk(scaleByNu({ b1: 0, b2: 0.25, eps: 0 }), [2]), [0, 1])
  t.same(walk(scaleByNu({ b1: 0.5, b2: 0.25, eps: 0 }), [2]), [0, 2])
})

t.test(
  'the definition and the compiled runs agree, bit for bit, through the combinators',
  async (t) => {
    const clipped = chain(clipByGlobalNorm({ max: 0.5 }), clipByGlobalNorm({ max: 0.25 }))
    const transforms: { readonly [name: string]: Transform } = {
      accumulate: accumulate(cm(remember({ capacity: 2, key: storedNorm() })), { every: 2 }),
      // the mean stays the raw gradient behind the clips
      rebound: accumulate(chain(clipped, scaleByNu({ of: 'grads' }), remember()), { every: 2 }),
      groups: partition(
        { b: accumulate(chain(ema(), scale()), { every: 2 }), a: cm(remember()) },
        (name) => name,
      ),
      finite: applyIfFinite(accumulate(cm(remember({ key: perLeaf() })), { every: 2 })),
    }
    const spoiled = gradients.map((g, i) => (i === 3 ? { ...g, b: [Number.NaN] } : g))
    for (const [name, transform] of Object.entries(transforms)) {
      t.same(compiled(transform, from, gradients), end(transform, from, gradients).params, name)
      if (name === 'finite')
        t.same(compiled(transform, from, spoiled), end(transform, from, spoiled).params, 'with NaN')
    }
  },
)

t.test('accumulate is one step on the mean, for any key of the memory', async (t) => {
  // k = 2, shares of a half: no rounding parts the sum of shares from the share of the sum
  const means = [0, 2, 4, 6].map((i) => {
    const [g, h] = [gradients[i] as Point, gradients[i + 1] as Point]
    return {
      a: each((m, n) => (m + n) / 2)(g.a as Leaf, h.a),
      b: each((m, n) => (m + n) / 2)(g.b as Leaf, h.b),
    }
  })
  for (const key of [undefined, storedNorm(), perLeaf(), perLeaf(storedNorm())]) {
    const inner = cm(remember({ capacity: 2, ...(key === undefined ? {} : { key }) }))
    const small = accumulate(inner, { every: 2 })
    const [got, wanted] = [end(small, from, gradients), end(inner, from, means)]
    t.same(got.params, wanted.params)
    t.same(memoriesOf(small, got.state), memoriesOf(inner, wanted.state))
  }
  const once = scaleByAdam()
  t.same(
    end(accumulate(once, { every: 1 }), from, gradients).params,
    end(once, from, gradients).params,
  )
})

t.test(
  'a part that rebinds on some leaves leaves the raw gradient of the others alone',
  async (t) => {
    const seen = describe({
      name: 'seen',
      slots: {},
      hyper: {},
      needs: ['grads'],
      init: (): readonly number[] => [],
      plan: (_, { grads }) => ({ next: grads, plan: { scalars: {} } }),
      body: (_, { grads: g }) => ({ updates: g, slots: {} }),
    })
    // a is doubled on its way; its raw gradient is still 3. b's is the mean of itself.
    const groups = { a: scale({ factor: 2 }), b: accumulate([], { every: 1 }) }
    const transform = chain(
      partition(groups, (name) => name),
      seen,
    )
    const last = end(transform, zero, [{ a: [3], b: [5] }])
    t.same(last.params, { a: [3], b: [5] })
    t.same(last.state.parts.at(-1)?.host, [3, 5])
    t.same(compiled(transform, zero, [{ a: [3], b: [5] }]), last.params)
  },
)

t.test('applyIfFinite skips every group if one has a NaN', async (t) => {
  const each = partition(
    { a: chain(ema(), remember()), b: chain(ema(), remember()) },
    (name) => name,
  )
  const good = gradients.slice(0, 3)
  const spoiled = [good[0], { a: [Number.NaN, 1], b: [7] }, good[1], good[2]] as Point[]
  const guarded = applyIfFinite(each)
  const [got, wanted] = [end(guarded, from, spoiled), end(guarded, from, good)]
  t.same(got.params, wanted.params)
  t.same(got.state.parts.slice(0, -1), wanted.state.parts.slice(0, -1), 'hosts, slots, memories')
  t.equal(got.state.parts.at(-1)?.host, 1)
  const decayed = applyIfFinite(chain(addDecayedWeights({ mask: (name) => name === 'a' }), scale()))
  t.same(end(decayed, from, [{ a: [1, 1], b: [Number.POSITIVE_INFINITY] }]).params, from)
})

t.test(
  'applyIfFinite around accumulate drops the bad step and keeps the count of the others',
  async (t) => {
    const guarded = applyIfFinite(accumulate(scale({ factor: -1 }), { every: 2 }))
    // 1, (NaN dropped), 3: the mean is 2; then 5, 7: the mean is 6
    const grads = [1, Number.NaN, 3, 5, 7].map((g) => ({ w: [g] }))
    const all = path(guarded, { w: [0] }, grads)
    t.same(
      all.map(({ params }) => params.w?.[0]),
      [0, 0, 0, -2, -2, -8],
    )
    t.equal(all.at(-1)?.state.parts.at(-1)?.host, 1, 'one step was skipped')
    const inside = accumulate(applyIfFinite(scale({ factor: -1 })), { every: 2 })
    // inside, the mean of a window with a NaN is skipped, and the next window starts afresh
    t.same(
      path(inside, { w: [0] }, grads.slice(1).concat({ w: [9] }, { w: [1] })).map(
        ({ params }) => params.w?.[0],
      ),
      [0, 0, 0, 0, -6, -6, -11],
    )
  },
)

t.test('masks intersect, and lie around a guard', async (t) => {
  const b = (name: string) => name === 'b'
  t.same(
    end(
      masked(masked(scale({ factor: 2 }), b), (name) => name === 'a'),
      zero,
      [{ a: [1], b: [1] }],
    ).params,
    {
      a: [1],
      b: [1],
    },
  )
  t.same(end(masked(applyIfFinite(scale({ factor: 2 })), b), zero, [{ a: [1], b: [1] }]).params, {
    a: [1],
    b: [2],
  })
})

t.test('lookahead with alpha 1 goes where the fast parameters go', async (t) => {
  // slow + (fast - slow), and u = slow - p: one rounding each of numbers of size 1
  const got = end(
    chain(scale({ factor: 0.1 }), lookahead({ alpha: 1, period: 2 })),
    from,
    gradients,
  )
  const wanted = end(scale({ factor: 0.1 }), from, gradients)
  for (const name of ['a', 'b'])
    t.ok(
      got.params[name]?.every((n, i) => Math.abs(n - (wanted.params[name]?.[i] as number)) < 1e-14),
    )
})

t.test('averageParams begins at its start', async (t) => {
  // iterates 1, 3, 6, 10; from the third on: 6, then (6 + 10)/2; until then the average follows
  const late = averageParams({ start: 2 })
  const all = path(
    late,
    { w: [0] },
    [1, 2, 3, 4].map((g) => ({ w: [g] })),
  )
  t.same(
    all.map(({ state }) => state.parts[0]?.slots.average?.w?.[0]),
    [0, 1, 3, 6, 8],
  )
})

t.test('a decay and the factor of a schedule are changed while training', async (t) => {
  const average = ema({ decay: 0.5 })
  const first = step(average, start(average, { w: [0] }), { w: [4] })
  const changed = { ...first, state: withHyperparameters(average, first.state, { decay: 0.75 }) }
  // m = 2; then .75*2 + .25*4 = 2.5: 2 + 2.5
  t.same(step(average, changed, { w: [4] }).params.w, [4.5])
  const falling = scaleByLearningRate({ learningRate: (s) => 1 / (s + 1) })
  const one = step(falling, start(falling, { w: [0] }), { w: [4] })
  const halved = {
    ...one,
    state: withHyperparameters(falling, one.state, { learningRateFactor: 0.5 }),
  }
  // -4, then -(.5 * 1/2) * 4 = -1
  t.same(step(falling, halved, { w: [4] }).params.w, [-5])
})
