import {
  chain,
  type Description,
  describe,
  optimizer,
  perLeaf,
  ranges,
  remember,
  type Scalars,
  type State,
  storedNorm,
  type Transform,
} from '@momenta/core'
import { compile, float64 } from '@momenta/float64'
import { fifo } from '@momenta/policies'
import t from 'tap'

/** A part that multiplies by a scalar, with the given fields. */
const times = (factor: number, more: Partial<Description> = {}): Transform => [
  {
    name: 'times',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: { factor } } }),
    body: (x, { updates: u, scalars: k }) => ({
      updates: x.mul(k.factor as typeof u, u),
      slots: {},
    }),
    ...more,
  },
]

/** u' = g: what is bound as the gradient here. */
const gradient: Transform = times(1, {
  name: 'gradient',
  body: (_, { grads: g }) => ({ updates: g, slots: {} }),
})

/** u' = u + g. */
const plusGradient: Transform = times(1, {
  name: 'plusGradient',
  body: (x, { updates: u, grads: g }) => ({ updates: x.add(u, g), slots: {} }),
})

/** g = u = the gradient that came in: nothing is computed. */
const bindAsIs: Transform = times(1, {
  name: 'bindAsIs',
  rebinds: true,
  body: (_, { updates: u }) => ({ updates: u, slots: {} }),
})

/** Measures the updates, so that a new segment begins. */
const cut = (factor = 1): Transform => times(factor, { needs: ['updates'] })

const rebind = (factor: number, only?: (name: string) => boolean): Transform =>
  times(factor, { rebinds: true, ...(only === undefined ? {} : { only }) })

const names = ['w', 'b']

/** The updates of one step on w = (1, 2), b = 3 with the gradients (10, 20) and 30. */
const updates = (transform: Transform) => {
  const chosen = optimizer(transform)
  const start = [[1, 2], [3]]
  const run = compile(chosen, start, { names })
  run.step((_, [w, b]) => {
    w?.set([10, 20])
    b?.set([30])
    return 0
  })
  const { init, step } = float64(chosen)
  const next = step(
    () => ({ value: 0, grads: { w: Float64Array.of(10, 20), b: Float64Array.of(30) } }),
    init({ w: Float64Array.of(1, 2), b: Float64Array.of(3) }),
  )
  const moved = (params: readonly (Float64Array | undefined)[]) =>
    params.map((leaf, i) => Array.from(leaf ?? [], (n, j) => n - (start[i]?.[j] as number)))
  return { compiled: moved(run.params), defined: moved([next.params.w, next.params.b]) }
}

t.test('after a part that rebinds, the gradient is the bound one', async (t) => {
  const cases: readonly (readonly [Transform, readonly (readonly number[])[]])[] = [
    // bound to 2g; then two segments write updates: 2g · 3 · 5
    [chain(rebind(2), cut(3), cut(5), gradient), [[20, 40], [60]]],
    [chain(rebind(2), cut(3), cut(5), plusGradient), [[20 + 300, 40 + 600], [60 + 900]]],
    // bound as it came in, which computes nothing
    [chain(bindAsIs, times(2), cut(3), gradient), [[10, 20], [30]]],
    // bound twice: 2g, then 2g · 3 · 7 = 42 g
    [chain(rebind(2), cut(3), rebind(7), cut(5), cut(11), gradient), [[420, 840], [1260]]],
    // w alone is bound again: w to 6 g, b stays 30
    [
      chain(
        rebind(6, (name) => name === 'w'),
        cut(2),
        cut(3),
        gradient,
      ),
      [[60, 120], [30]],
    ],
    [
      chain(
        rebind(2),
        cut(3),
        rebind(5, (name) => name === 'b'),
        cut(7),
        cut(2),
        gradient,
      ),
      [[20, 40], [900]],
    ],
    // bound in the middle of a segment, with a part after it
    [chain(cut(2), rebind(3), times(5), cut(7), cut(11), gradient), [[60, 120], [180]]],
    [
      chain(rebind(2), times(3), cut(1), rebind(1), cut(4), cut(1), plusGradient),
      [[300, 600], [900]],
    ],
  ]
  for (const [transform, wanted] of cases) {
    const { compiled, defined } = updates(transform)
    t.same(defined, wanted)
    t.same(compiled, wanted)
  }
})

t.test(
  'the arrays of the gradients hold zeros before each call, with and without estimators',
  async (t) => {
    const plain = { name: 'plain', wrap: <T>(oracle: T) => oracle }
    for (const chosen of [optimizer(times(-1)), optimizer(times(-1), plain)]) {
      const run = compile(chosen, [[8, 8]])
      const seen: number[][] = []
      for (let i = 0; i < 3; i++)
        run.step((_, [g]) => {
          seen.push(Array.from(g ?? []))
          if (g !== undefined) g[i % 2] = (g[i % 2] as number) + 1
          return 0
        })
      t.same(seen, [
        [0, 0],
        [0, 0],
        [0, 0],
      ])
      t.same(run.params[0], [6, 7])
    }
  },
)

t.test('invalid parameters and names are errors', async (t) => {
  const chosen = optimizer(times(1))
  const sparse = new Array(2)
  sparse[1] = 1
  const wrong: readonly (readonly [unknown, unknown, string])[] = [
    [
      [1],
      undefined,
      'compile: params[0] must be an array of numbers, got the number 1; for one number write [number]',
    ],
    [
      ['abc'],
      undefined,
      'compile: params[0] must be an array of numbers, got the string "abc"; for one number write [number]',
    ],
    [
      'abc',
      undefined,
      'compile: params must be an array with one array of numbers for each leaf, got the string "abc"',
    ],
    [
      { w: [1] },
      undefined,
      'compile: params must be an array with one array of numbers for each leaf, got a record of w',
    ],
    [
      undefined,
      undefined,
      'compile: params must be an array with one array of numbers for each leaf, got nothing',
    ],
    [
      [{ length: 2 }],
      undefined,
      'compile: params[0] must be an array of numbers, got a record of length; for one number write [number]',
    ],
    [
      [{ length: Number.NaN }],
      undefined,
      'compile: params[0] must be an array of numbers, got a record of length; for one number write [number]',
    ],
    [[[1], sparse], undefined, 'compile: params[1][0] must be a number, got nothing'],
    [[['1']], undefined, 'compile: params[0][0] must be a number, got the string "1"'],
    [[[[1]]], undefined, 'compile: params[0][0] must be a number, got a list of length 1'],
    [
      new Array(1),
      undefined,
      'compile: params[0] must be an array of numbers, got nothing; for one number write [number]',
    ],
    [[[1]], [], 'compile: names must hold one name for each of 1 leaves, got 0'],
    [[[1]], ['a', 'b'], 'compile: names must hold one name for each of 1 leaves, got 2'],
    [[[1], [2]], ['a', 'a'], "compile: each leaf must have a unique name, got 'a' twice"],
    [[[1]], [1], 'compile: names[0] must be a string, got the number 1'],
    [[[1]], 'a', 'compile: names must be an array of strings, got the string "a"'],
  ]
  for (const [start, given, message] of wrong)
    t.throws(
      () => compile(chosen, start as never, given === undefined ? {} : { names: given as never }),
      { name: 'TypeError', message },
    )
  const run = compile(chosen, [Float32Array.of(1, 2), [], Int8Array.of(3)])
  t.same(run.params, [[1, 2], [], [3]])
  for (const value of [undefined, '1', Promise.resolve(1)])
    t.throws(() => run.step(() => value as never), {
      name: 'TypeError',
      message: /step: the gradient function must return the value of the loss, a number, got /,
    })
})

t.test('slots and scalars may have any name', async (t) => {
  const odd = ['my-slot', 'constructor', '__proto__', 'a b', "'", '0', '`x`', 'S0_0', 'u']
  const transform = describe<string, Scalars, null>({
    name: 'odd',
    slots: Object.fromEntries(odd.map((name) => [name, 'zeros' as const])),
    hyper: {},
    init: () => null,
    plan: (host) => ({
      next: host,
      plan: {
        scalars: Object.fromEntries(odd.map((name, i) => [name, i % 2 === 0 ? i : [i, 1]])),
        variant: { "'; throw 1 //": "'; throw 1 //" },
      },
    }),
    body: (x, { updates: u, slots: s, scalars: k }) => {
      const scalar = (name: string) => [k[name]].flat()[0] as typeof u
      const next = odd.map((name) => [name, x.add(s[name] as typeof u, scalar(name))] as const)
      return {
        updates: next.reduce((sum, [, slot]) => x.add(sum, slot), u),
        slots: Object.fromEntries(next),
      }
    },
  })
  const run = compile(optimizer(transform), [[0]])
  const g = (_: unknown, [w]: readonly Float64Array[]) => {
    w?.set([1])
    return 0
  }
  // each slot grows by its number: u' = 1 + 36, then 1 + 72
  run.step(g)
  t.same(run.params[0], [37])
  run.step(g)
  t.same(run.params[0], [37 + 73])
  const { slots } = run.state().parts[0] as State<Float64Array>['parts'][number]
  t.same(Object.keys(slots).sort(), odd.toSorted())
  t.same(slots['my-slot']?.['0'], [0])
  t.same(new Map(Object.entries(slots)).get('__proto__')?.['0'], [4])
})

t.test(
  'kernels are distinguished by each variant, list and entry, not by a text joined from them',
  async (t) => {
    // Joined with separators, the shapes of these two steps would read alike.
    const texts = [
      ['a/0;b', 'c'],
      ['a', 'b/0;c'],
    ]
    const adding = (at: number): Transform =>
      describe({
        name: 'adding',
        slots: {},
        hyper: {},
        init: () => 0,
        plan: (n: number) => ({
          next: n + 1,
          plan: { scalars: {}, variant: { text: texts[n]?.[at] ?? '' } },
        }),
        body: (x, { updates: u, variant }) => ({
          updates: x.add(u, x.of(variant.text.length)),
          slots: {},
        }),
      })
    const run = compile(optimizer(chain(adding(0), adding(1))), [[0]])
    run.step(() => 0)
    t.same(run.params[0], [6])
    run.step(() => 0)
    t.same(run.params[0], [12])
    // A list of scalars that grows under the same variant.
    const sum = describe<never, Scalars, number>({
      name: 'sum',
      slots: {},
      hyper: {},
      init: () => 0,
      plan: (n) => ({ next: n + 1, plan: { scalars: { all: new Array(n).fill(1) } } }),
      body: (x, { updates: u, scalars: k }) => ({
        updates: (k.all as readonly (typeof u)[]).reduce((total, one) => x.add(total, one), u),
        slots: {},
      }),
    })
    const growing = compile(optimizer(sum), [[0]])
    for (let i = 0; i < 4; i++) growing.step(() => 0)
    t.same(growing.params[0], [0 + 1 + 2 + 3])
  },
)

t.test('a state that does not match is an error', async (t) => {
  const chosen = optimizer(chain(remember(), times(1)))
  const state = compile(chosen, [[1, 2]]).state()
  t.throws(() => compile(chosen, [[1, 2, 3]], { state }), {
    name: 'TypeError',
    message:
      /compile: slot 'sum' of leaf '0' in part 0 \(remember\) must have shape \[3\], got \[2\]/,
  })
  t.throws(() => compile(chosen, [[1, 2]], { names: ['w'], state }), {
    message: /must hold leaf 'w', got none; extend the state/,
  })
  t.throws(() => compile(optimizer(times(1)), [[1, 2]], { state }), {
    message: /compile: the state must have 1 parts \[times\], got 2/,
  })
  const [memory, ...others] = state.parts
  const wild = { ...state, parts: [{ ...memory, hyper: { kappa: -1 } }, ...others] as never }
  t.throws(() => compile(chosen, [[1, 2]], { state: wild }), {
    name: 'RangeError',
    message: 'compile: kappa of part 0 (remember) must be a finite number >= 0, got -1',
  })
})

/** Counts its steps, and in the third decides what it must not. */
const failing = (needs: Transform[number]['needs']): Transform =>
  times(1, {
    ...(needs === undefined ? {} : { needs }),
    init: () => 0,
    plan: (count) => ({
      next: (count as number) + 1,
      plan: { scalars: { factor: count === 2 ? Number.NaN : -1 } },
    }),
  })

const momentum: Transform = describe({
  name: 'momentum',
  slots: { m: 'zeros' },
  hyper: { rate: { value: 1, range: ranges.positive } },
  init: () => 0,
  plan: (count: number) => ({ next: count + 1, plan: { scalars: {} } }),
  body: (x, { updates: u, slots: s }) => {
    const m = x.add(x.mul(x.of(0.5), s.m), u)
    return { updates: m, slots: { m } }
  },
})

t.test(
  'if a part fails, the run is unchanged, including the state of earlier segments',
  async (t) => {
    const before = chain(
      momentum,
      remember({ capacity: 1, policy: fifo(), key: storedNorm() }),
      momentum,
    )
    for (const needs of [undefined, ['updates'] as const]) {
      const run = compile(optimizer(chain(before, failing(needs))), [[1, 1]])
      const g = ([w]: readonly Float64Array[], [into]: readonly Float64Array[]) => {
        into?.set(w ?? [])
        return 0
      }
      run.step(g)
      run.step(g)
      const [params, state] = [JSON.stringify(run.params), JSON.stringify(run.state())]
      for (let i = 0; i < 2; i++)
        t.throws(() => run.step(g), {
          name: 'RangeError',
          message:
            "step: part 3 (times): scalar 'factor' of its plan must be finite because all that it measures is, got NaN",
        })
      t.equal(JSON.stringify(run.params), params)
      t.equal(JSON.stringify(run.state()), state)
    }
  },
)

t.test('compiled and defined steps agree where segments write beside the state', async (t) => {
  const chosen = optimizer(
    chain(
      momentum,
      remember({ capacity: 2, policy: fifo(), key: storedNorm() }),
      momentum,
      remember({ capacity: 2, key: perLeaf(storedNorm()), read: 'after' }),
      cut(-0.1),
    ),
  )
  const run = compile(chosen, [[1, 2], [3]], { names })
  const { init, step } = float64(chosen)
  let iterate = init({ b: Float64Array.of(3), w: Float64Array.of(1, 2) })
  for (let i = 0; i < 12; i++) {
    run.step((at, into) => {
      for (const [k, leaf] of at.entries()) into[k]?.set(leaf.map((n) => Math.sin(n + i)))
      return 0
    })
    iterate = step(
      ({ w, b }) => ({
        value: 0,
        grads: { w: w.map((n) => Math.sin(n + i)), b: b.map((n) => Math.sin(n + i)) },
      }),
      iterate,
    )
    t.same(run.params, [iterate.params.w, iterate.params.b])
  }
  const { parts } = run.state()
  for (const [i, { host, slots, buffers }] of iterate.state.parts.entries()) {
    t.same(parts[i]?.host, host)
    for (const leaf of names) {
      for (const slot of Object.keys(slots))
        t.same(parts[i]?.slots[slot]?.[leaf], slots[slot]?.[leaf])
      t.same(parts[i]?.buffers[leaf], buffers[leaf])
    }
  }
})
