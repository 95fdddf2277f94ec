import {
  block,
  centralDifferences,
  checkObjective,
  checkOperator,
  dense,
  denseMatrix,
  type Evaluated,
  eigenvalues,
  empiricalFisher,
  filtersOf,
  fisherEigenvalues,
  flattenArrays,
  gaussNewton,
  gradientAt,
  movedTo,
  type Objective,
  objectiveOf,
  operatorOf,
  preconditioned,
  quadratic,
  quadraticObjective,
  sigmoidHessian,
  softmaxHessian,
  squaredHessian,
  topEigenvalue,
  valueAt,
} from '@momenta/probes'
import fc from 'fast-check'
import t from 'tap'
import { noise } from './spectra.js'

const near = (a: number, b: number, share: number) => Math.abs(a - b) <= share * Math.abs(b)

/** Pseudo-random numbers in (-1, 1). */
const numbers = (count: number, seed = 1): Float64Array => {
  let state = seed
  return Float64Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 31 - 1
  })
}
const rowsOf = (flat: Float64Array, width: number) =>
  Array.from({ length: flat.length / width }, (_, i) => flat.subarray(i * width, (i + 1) * width))
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, n, i) => sum + n * (b[i] as number), 0)

/** Least squares of samples, the mean of (x w − y)². */
const leastSquares = (xs: readonly Float64Array[], ys: ArrayLike<number>) => {
  const evaluate =
    (from: number, to: number) =>
    (w: Float64Array): Evaluated => {
      const gradient = new Float64Array(w.length)
      let value = 0
      for (let i = from; i < to; i++) {
        const x = xs[i] as Float64Array
        const r = dot(x, w) - (ys[i] as number)
        value += (r * r) / (to - from)
        for (const [j, n] of x.entries())
          gradient[j] = (gradient[j] as number) + (2 * r * n) / (to - from)
      }
      return { value, gradient }
    }
  return evaluate
}
const xs = rowsOf(numbers(13 * 4), 4)
const ys = numbers(13, 9)
const regression = (sizes: readonly number[], point = numbers(4, 5)): Objective => {
  let from = 0
  return objectiveOf({
    point,
    parts: sizes.map((size) => {
      const gradient = leastSquares(xs, ys)(from, from + size)
      from += size
      return { size, gradient }
    }),
  })
}
/** (2/n) XᵀX */
const exact = dense(
  Array.from({ length: 4 }, (_, i) =>
    Array.from(
      { length: 4 },
      (_, j) => (2 / 13) * xs.reduce((sum, x) => sum + (x[i] as number) * (x[j] as number), 0),
    ),
  ),
)

t.test(
  'however samples are cut into batches, ragged last one and all, the Hessian is the same',
  async (t) => {
    const wanted = (await topEigenvalue(exact)).value
    for (const sizes of [[13], [2, 2, 2, 2, 2, 2, 1], [5, 5, 3], Array(13).fill(1) as number[]]) {
      const objective = regression(sizes)
      const { value, error, samples } = await topEigenvalue(centralDifferences(objective))
      t.ok(near(value, wanted, 1e-8), `${sizes}`)
      t.ok(Math.abs(value - wanted) <= error)
      t.equal(samples, 13)
      const whole = await gradientAt(regression([13]), objective.point)
      const parts = await gradientAt(objective, objective.point)
      t.ok(near(parts.value, whole.value, 1e-14))
      t.ok(parts.gradient.every((n, i) => Math.abs(n - (whole.gradient[i] as number)) <= 1e-14))
      t.ok(near(await valueAt(objective, objective.point), whole.value, 1e-14))
    }
    // the mean of the means of batches, a common fault, is not it
    const [a, b] = [regression([12]), regression([12, 1])]
    const last = { ...b, parts: [b.parts[1] as Objective['parts'][number]] }
    const unweighted = (await valueAt(a, a.point)) / 2 + (await valueAt(last, a.point)) / 2
    t.notOk(near(unweighted, await valueAt(regression([13]), a.point), 1e-2))
  },
)

t.test(
  'the point and the vector are bit-identical afterwards, also when the loss throws',
  async (t) => {
    const objective = regression([5, 5, 3])
    const before = objective.point.slice()
    const v = numbers(4, 3)
    const kept = v.slice()
    await centralDifferences(objective).apply(v)
    t.same(objective.point, before)
    t.same(v, kept)
    let calls = 0
    const failing = objectiveOf({
      point: before,
      parts: [
        {
          size: 1,
          gradient: (w) => {
            if (++calls > 3) throw new Error('out of memory')
            return { value: 0, gradient: w }
          },
        },
      ],
    })
    await t.rejects(topEigenvalue(centralDifferences(failing)), { message: 'out of memory' })
    t.same(failing.point, before)
    const start = [1, 2]
    const own = objectiveOf({
      point: start,
      parts: [{ size: 1, gradient: (w) => ({ value: 0, gradient: w }) }],
    })
    start[0] = 9
    t.equal(own.point[0], 1, 'a copy')
  },
)

t.test('checkOperator finds each fault by name, and none where there is none', async (t) => {
  const sound = await checkOperator(centralDifferences(regression([13])), { against: exact })
  t.same(sound.faults, [])
  t.ok(sound.sound && sound.repetition === 0 && sound.symmetry < 1e-8 && sound.linearity < 1e-8)
  t.ok((sound.agreement as number) < 1e-8)
  t.match(sound, { matvecs: 5, gradients: 8 })
  const product = async (v: Float64Array) => exact.apply(v)
  const named = async (
    change: (v: Float64Array) => Promise<Float64Array>,
    name: string,
    against?: typeof exact,
  ) => {
    const { faults } = await checkOperator(
      operatorOf({ dim: 4, product: change }),
      against && { against },
    )
    t.ok(
      faults.some((fault) => fault.startsWith(name)),
      `${name}: ${faults}`,
    )
  }
  await named(noise(exact, 0.2), 'random')
  await named(async (v) => (await product(v)).map((n) => n * Math.abs(n)), 'not linear')
  await named(
    async (v) => (await product(v)).map((n, i) => n + (v[(i + 1) % 4] as number)),
    'asymmetric',
  )
  await named(
    async (v) => (await product(v)).map((n, i) => (i === 2 ? Number.NaN : n)),
    'not finite',
  )
  // symmetric, linear, deterministic and wrong: what double backward through tanh is
  await named(
    async (v) => (await product(v)).map((n, i) => n + 0.2 * (v[i] as number)),
    'disagrees',
    exact,
  )
  t.match((await checkOperator(quadratic({ spectrum: [] }))).faults, [
    'empty: the operator has dimension 0',
  ])
})

/** A linear model of 3 inputs and k outputs as a Gauss-Newton model; kernel [in, out]. */
const linear = (
  inputs: readonly Float64Array[],
  k: number,
  point: Float64Array,
  sizes: readonly number[],
) => {
  let from = 0
  return {
    point,
    parts: sizes.map((size) => {
      const batch = inputs.slice(from, from + size)
      from += size
      return {
        size,
        outputs: (w: Float64Array) =>
          Float64Array.from(
            batch.flatMap((x) =>
              Array.from({ length: k }, (_, c) =>
                x.reduce((sum, n, i) => sum + n * (w[i * k + c] as number), 0),
              ),
            ),
          ),
        pullback: (w: Float64Array, u: Float64Array) =>
          w.map((_, j) =>
            batch.reduce(
              (sum, x, s) =>
                sum + (x[Math.floor(j / k)] as number) * (u[s * k + (j % k)] as number),
              0,
            ),
          ),
      }
    }),
    made: {
      how: 'model',
      step: null,
      dtype: 'float64',
      backend: 'js',
      samples: inputs.length,
      hash: null,
    } as const,
  }
}

t.test(
  'Gauss-Newton is the Hessian of linear models: least squares, logistic and softmax, in any batches',
  async (t) => {
    const inputs = rowsOf(numbers(21, 4), 3)
    for (const sizes of [[7], [3, 3, 1]]) {
      const softmax = linear(inputs, 3, numbers(9, 2), sizes)
      const found = await denseMatrix(gaussNewton(softmax, { hessian: softmaxHessian(3) }))
      for (let a = 0; a < 9; a++)
        for (let b = 0; b < 9; b++) {
          // xxᵀ ⊗ (diag p − ppᵀ), the order of a kernel [in, out]
          const wanted = inputs.reduce((sum, x) => {
            const logits = [0, 1, 2].map((c) =>
              x.reduce((s, n, i) => s + n * (softmax.point[i * 3 + c] as number), 0),
            )
            const total = logits.reduce((s, n) => s + Math.exp(n), 0)
            const p = logits.map((n) => Math.exp(n) / total)
            const [i, c, j, d] = [Math.floor(a / 3), a % 3, Math.floor(b / 3), b % 3]
            const h = (c === d ? (p[c] as number) : 0) - (p[c] as number) * (p[d] as number)
            return sum + ((x[i] as number) * (x[j] as number) * h) / 7
          }, 0)
          t.ok(Math.abs((found.rows[a]?.[b] as number) - wanted) <= 1e-9)
        }
      const single = linear(inputs, 1, numbers(3, 2), sizes)
      const logistic = await denseMatrix(gaussNewton(single, { hessian: sigmoidHessian() }))
      const squares = await denseMatrix(gaussNewton(single, { hessian: squaredHessian('samples') }))
      for (let a = 0; a < 3; a++)
        for (let b = 0; b < 3; b++) {
          const sum = (weight: (x: Float64Array) => number) =>
            inputs.reduce((s, x) => s + ((x[a] as number) * (x[b] as number) * weight(x)) / 7, 0)
          const p = (x: Float64Array) => 1 / (1 + Math.exp(-dot(x, single.point)))
          t.ok(Math.abs((logistic.rows[a]?.[b] as number) - sum((x) => p(x) * (1 - p(x)))) <= 1e-9)
          t.ok(Math.abs((squares.rows[a]?.[b] as number) - sum(() => 2)) <= 1e-9)
        }
    }
    const operator = gaussNewton(linear(inputs, 3, numbers(9, 2), [7]), {
      hessian: softmaxHessian(3),
    })
    const { largest, smallest } = await eigenvalues(operator, { largest: 1, smallest: 1 })
    t.ok((smallest[0]?.value as number) >= -1e-9, 'positive semidefinite')
    t.match(largest[0], {
      how: 'Gauss-Newton, differences of outputs',
      converged: true,
      step: 1e-5,
    })
    t.equal(
      largest[0]?.losses,
      2 * (largest[0]?.matvecs as number) + 2,
      'two forwards a product, and the outputs once for h and once for h/2',
    )
  },
)

t.test('two scalars in a row: λ = w1² + w2² and 0 along the valley', async (t) => {
  for (const [w, wanted] of [
    [1, 2],
    [2, 4.25],
    [4, 16.0625],
  ] as const) {
    const gradient = ([a = 0, b = 0]: Float64Array) => {
      const r = 1 - a * b
      return { value: r ** 2 / 2, gradient: Float64Array.of(-r * b, -r * a) }
    }
    const objective = objectiveOf({ point: [w, 1 / w], parts: [{ size: 1, gradient }] })
    const { largest, smallest } = await eigenvalues(centralDifferences(objective), {
      largest: 1,
      smallest: 1,
    })
    t.ok(near(largest[0]?.value as number, wanted, 1e-7))
    t.ok(Math.abs(smallest[0]?.value as number) <= (smallest[0]?.error as number))
  }
})

t.test(
  'the empirical Fisher is its definition, and the Gram matrix has its eigenvalues',
  async (t) => {
    const objective = regression(Array(13).fill(1))
    const gradients = await Promise.all(
      objective.parts.map(async ({ gradient }) => (await gradient(objective.point)).gradient),
    )
    const rows = [0, 1, 2, 3].map((i) =>
      [0, 1, 2, 3].map((j) =>
        gradients.reduce((sum, g) => sum + ((g[i] as number) * (g[j] as number)) / 13, 0),
      ),
    )
    const fisher = await empiricalFisher(objective)
    const v = numbers(4, 8)
    const wanted = await dense(rows).apply(v)
    t.ok((await fisher.apply(v)).every((n, i) => near(n, wanted[i] as number, 1e-12)))
    const { largest } = await eigenvalues(dense(rows), { largest: 4 })
    const found = await fisherEigenvalues(objective, 6)
    t.equal(found.length, 6)
    for (const [i, { value }] of largest.entries())
      t.ok(near(found[i]?.value as number, value, 1e-10))
    t.ok(
      Math.abs(found[4]?.value as number) <= (found[4]?.error as number),
      'no more than there are parameters',
    )
    await t.rejects(empiricalFisher(regression([13])), {
      message: /each batch must hold one sample, got one of 13/,
    })
  },
)

t.test('the block of a layer, and none where a filter keeps nothing', async (t) => {
  const spans = [
    { name: 'a', shape: [2], offset: 0, size: 2 },
    { name: 'b', shape: [1], offset: 2, size: 1 },
    { name: 'c', shape: [1], offset: 3, size: 1 },
  ]
  const { rows } = await denseMatrix(exact)
  const part = await denseMatrix(block(exact, spans, (name) => name !== 'b'))
  const kept = [0, 1, 3]
  t.same(
    part.rows.map((row) => [...row]),
    kept.map((i) => kept.map((j) => rows[i]?.[j])),
  )
  t.match(part.how, /block \[a, c\]/)
  const differences = block(centralDifferences(regression([13])), spans, (name) => name === 'b')
  const { value, error, step } = await topEigenvalue(differences)
  t.ok(Math.abs(value - (rows[2]?.[2] as number)) <= error)
  t.equal(step, 1e-5)
  const none = await topEigenvalue(block(exact, spans, () => false))
  t.match(none, { converged: false, reason: /the filter keeps none/ })
})

t.test('the preconditioned operator has the eigenvalues of P⁻¹A', async (t) => {
  const diagonal = [0.5, 2, 3, 0.1]
  const { rows } = await denseMatrix(exact)
  const scaled = rows.map((row, i) =>
    row.map((n, j) => n / Math.sqrt((diagonal[i] as number) * (diagonal[j] as number))),
  )
  const wanted = (await topEigenvalue(dense(scaled))).value
  const { value, error } = await topEigenvalue(
    preconditioned(centralDifferences(regression([4, 9])), diagonal),
  )
  t.ok(Math.abs(value - wanted) <= error)
  t.ok(near(value, wanted, 1e-7))
  for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
    t.throws(() => preconditioned(exact, [1, 1, bad, 1]), {
      message: /finite number > 0, got .* at 2/,
    })
  t.throws(() => preconditioned(exact, [1]), { message: /must have 4 elements, got 1/ })
})

t.test(
  'flattening and back is the identity; filters are columns of a kernel, not rows',
  async (t) => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true }), { minLength: 6, maxLength: 6 }), (six) => {
        const tree = { kernel: Float64Array.from(six), list: [Float64Array.from(six.slice(0, 2))] }
        const flat = flattenArrays(tree, { kernel: [2, 3] })
        const back = flat.unflatten(flat.values)
        return (
          [...back.kernel].every((n, i) => Object.is(n, six[i])) &&
          back.list[0]?.length === 2 &&
          flat.values !== tree.kernel
        )
      }),
    )
    const [kernel, conv] = [
      { name: 'kernel', shape: [2, 3], offset: 4, size: 6 },
      { name: 'conv', shape: [2, 2, 1, 5], offset: 0, size: 20 },
    ]
    t.same(filtersOf(kernel as never), [
      { start: 4, stride: 3, count: 2 },
      { start: 5, stride: 3, count: 2 },
      { start: 6, stride: 3, count: 2 },
    ])
    t.equal(filtersOf(conv as never).length, 5)
    t.same(filtersOf({ name: 'scale', shape: [], offset: 0, size: 1 }), [])
    t.throws(() => flattenArrays({ w: new Float64Array(4) }, { w: [3] }), {
      message: /shape \[3\] of 'w' must have 4 elements, got 3/,
    })
  },
)

t.test('what does not fit is refused in words', async (t) => {
  const gradient = (w: Float64Array) => ({ value: 0, gradient: w })
  t.throws(() => objectiveOf({ point: [1], parts: [] }), { message: /at least one batch/ })
  t.throws(() => objectiveOf({ point: [1], parts: [{ size: 0, gradient }] }), {
    message: /size must be a finite number > 0, got 0/,
  })
  t.throws(() => objectiveOf({ point: [1, 2], parts: [{ size: 1, gradient }], spans: [] }), {
    message: /spans must cover the 2 elements/,
  })
  t.throws(() => movedTo(quadraticObjective({ spectrum: [1, 2] }), Float64Array.of(1)), {
    message: /must have 2 elements, got 1/,
  })
  t.throws(() => centralDifferences(quadraticObjective({ spectrum: [1] }), { step: 0 }), {
    message: /step must be a finite number > 0, got 0/,
  })
  t.throws(() => dense([[1, 2]]), { message: /must be square/ })
  const short = objectiveOf({
    point: [1, 2],
    parts: [{ size: 1, gradient: () => ({ value: 0, gradient: Float64Array.of(1) }) }],
  })
  await t.rejects(gradientAt(short, short.point), {
    message: /must have the 2 elements of the point, got 1/,
  })
  await t.rejects(
    operatorOf({ dim: 2, product: () => Float64Array.of(1) }).apply(Float64Array.of(1, 2)),
    { message: /must have 2 elements, got 1/ },
  )
})

t.test(
  'checkObjective finds random losses, wrong gradients and losses that depend on the batch',
  async (t) => {
    const sound = await checkObjective(regression([13]), { recut: regression([5, 5, 3]) })
    t.same(sound.faults, [])
    t.match(sound, { gradients: 1, losses: 5, sound: true })
    const part = (size: number, from: number) => leastSquares(xs, ys)(from, from + size)
    const changed = (change: (found: Evaluated) => Evaluated) =>
      objectiveOf({
        point: numbers(4, 5),
        parts: [{ size: 13, gradient: (w) => change(part(13, 0)(w)) }],
      })
    const named = async (objective: Objective, fault: RegExp, recut?: Objective) => {
      const { faults } = await checkObjective(objective, recut && { recut })
      t.ok(
        faults.some((each) => fault.test(each)),
        `${fault}: ${faults}`,
      )
    }
    await named(
      changed(({ value, gradient }) => ({ value, gradient: gradient.map((n) => n / 2) })),
      /^wrong gradient/,
    )
    await named(
      changed(({ value, gradient }) => ({
        value,
        gradient: gradient.map((n, i) => n + (i === 2 ? 1 : 0)),
      })),
      /^wrong gradient/,
    )
    await named(
      changed(({ gradient }) => ({ value: Number.NaN, gradient })),
      /^not finite/,
    )
    await named(
      changed(({ value, gradient }) => ({ value, gradient: gradient.map(() => 0) })),
      /^zero gradient/,
    )
    let calls = 0
    await named(
      changed(({ value, gradient }) => ({ value: value + 0.01 * ++calls, gradient })),
      /^random/,
    )
    // residuals divided by their spread over the batch: what batch normalisation in training mode does
    const normalised = (sizes: readonly number[]) => {
      let from = 0
      return objectiveOf({
        point: numbers(4, 5),
        parts: sizes.map((size) => {
          const evaluate = part(size, from)
          from += size
          return {
            size,
            gradient: (w) => {
              const { value, gradient } = evaluate(w)
              return { value: Math.log(value), gradient: gradient.map((n) => n / value) }
            },
          }
        }),
      })
    }
    await named(normalised([13]), /^batch-dependent/, normalised([5, 5, 3]))
  },
)

t.test('a loss or a product that writes into its argument moves nothing', async (t) => {
  const writing = objectiveOf({
    point: [1, 2],
    parts: [
      {
        size: 1,
        gradient: (w) => {
          const gradient = w.map((n, i) => (i + 1) * n)
          const value = dot(w, gradient) / 2
          w.fill(Number.NaN)
          return { value, gradient }
        },
      },
    ],
  })
  const { value } = await topEigenvalue(centralDifferences(writing))
  t.ok(near(value, 2, 1e-8))
  t.same([...writing.point], [1, 2])
  t.equal((await gradientAt(writing, writing.point)).value, 4.5)
  t.equal(await valueAt(writing, writing.point), 4.5)
  t.same([...writing.point], [1, 2])
  const wanted = (await topEigenvalue(exact)).value
  const product = operatorOf({
    dim: 4,
    product: async (v) => {
      const out = await exact.apply(v)
      v.fill(0)
      return out
    },
  })
  t.ok(near((await topEigenvalue(product)).value, wanted, 1e-10))
})
