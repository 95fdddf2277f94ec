import {
  asamSharpness,
  boxSharpness,
  centralDifferences,
  coordinatesIn,
  filterNormalized,
  gaussianSharpness,
  gradientAt,
  gradientNorm,
  linearConnectivity,
  type Measurement,
  mSharpness,
  normGradient,
  type Objective,
  objectiveOf,
  pacBayesSigma,
  quadratic,
  quadraticObjective,
  randomDirection,
  samSharpness,
  slice,
  slice2d,
  topEigenvalue,
  trajectoryPlane,
  worstSharpness,
} from '@momenta/probes'
import t from 'tap'

const near = (a: number, b: number, share: number) => Math.abs(a - b) <= share * Math.abs(b)
const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((sum, n, i) => sum + n * (b[i] as number), 0)
const norm = (a: ArrayLike<number>) => Math.sqrt(dot(a, a))

/** A rotated quadratic away from its minimum, with what closed forms need. */
const spectrum = [8, 5, 2, 1, 0.5, -1]
const minimum = [1, -1, 0.5, 2, 0, -2]
const point = [1.3, -1.2, 0.1, 2.2, 0.4, -1.7]
const away = { spectrum, seed: 4, minimum, point }
const A = quadratic({ spectrum, seed: 4 })
const gradientOfAway = async () =>
  (await gradientAt(quadraticObjective(away), Float64Array.from(point))).gradient

t.test("SAM's sharpness is ρ‖g‖ + ρ²gᵀAg/(2‖g‖²)", async (t) => {
  const g = await gradientOfAway()
  for (const rho of [0.01, 0.05, 0.5]) {
    const found = await samSharpness(quadraticObjective(away), { rho })
    const wanted = rho * norm(g) + (rho ** 2 * dot(g, await A.apply(g))) / (2 * norm(g) ** 2)
    t.ok(Math.abs(found.value - wanted) <= found.error + 1e-12 * wanted)
    t.match(found, { converged: true, gradients: 1, losses: 3, how: `SAM, one step, rho = ${rho}` })
  }
})

t.test('at a minimum one step says that it sees nothing, and several find ρ²λmax/2', async (t) => {
  const still = quadraticObjective({ spectrum, seed: 4, minimum })
  const one = await samSharpness(still)
  t.match(one, { value: 0, converged: false, reason: /^zero gradient: .* use worstSharpness/ })
  t.match(await asamSharpness(still), { converged: false, reason: /^zero gradient/ })
  const rho = 0.3
  const found = await worstSharpness(still, { rho, steps: 60 })
  t.ok(near(found.value, (rho ** 2 * 8) / 2, 1e-6), `${found.value}`)
  t.ok(found.converged)
  t.ok(
    found.history.every((rise, i) => i === 0 || rise >= (found.history[i - 1] as number)),
    'never falls',
  )
  t.ok(near(norm(found.perturbation), rho, 1e-12))
  const { vector } = await topEigenvalue(A)
  const started = await worstSharpness(still, { rho, steps: 2, starts: [vector] })
  t.ok(near(started.value, (rho ** 2 * 8) / 2, 1e-9), 'from the top eigenvector at once')
  t.match(await worstSharpness(still, { restarts: 0 }), {
    converged: false,
    reason: /no other start/,
  })
})

t.test('away from it the worst case solves the secular equation', async (t) => {
  const g = await gradientOfAway()
  const top = await topEigenvalue(A)
  for (const rho of [0.1, 1, 3]) {
    // ‖(μ − A)⁻¹g‖ = ρ for μ > 8, by bisection on the dense solve in the eigenbasis
    const eigen = await Promise.all(
      spectrum.map(async (_, i) => {
        const axis = new Float64Array(6)
        axis[i] = 1
        return axis
      }),
    )
    t.equal(eigen.length, 6)
    const solve = async (mu: number) => {
      // conjugate gradients on the positive definite μ − A: six steps are exact
      let x = new Float64Array(6)
      let r = g.slice()
      let p = r.slice()
      for (let k = 0; k < 12 && dot(r, r) > 1e-28; k++) {
        const ap = (await A.apply(p)).map((n, i) => mu * (p[i] as number) - n)
        const step = dot(r, r) / dot(p, ap)
        x = x.map((n, i) => n + step * (p[i] as number))
        const next = r.map((n, i) => n - step * (ap[i] as number))
        const share = dot(next, next) / dot(r, r)
        p = next.map((n, i) => n + share * (p[i] as number))
        r = next
      }
      return x
    }
    let [low, high] = [top.value + 1e-9, 1e4]
    for (let i = 0; i < 80; i++) {
      const middle = (low + high) / 2
      if (norm(await solve(middle)) > rho) low = middle
      else high = middle
    }
    const e = await solve(high)
    const wanted = dot(g, e) + dot(e, await A.apply(e)) / 2
    const found = await worstSharpness(quadraticObjective(away), { rho, steps: 40 })
    t.ok(near(found.value, wanted, 1e-4), `${rho}: ${found.value}, ${wanted}`)
    t.ok(found.value <= wanted * (1 + 1e-9), 'a lower bound')
    t.ok(found.converged)
  }
})

/** L = (1 − w1 w2)²/2 on its valley w1 w2 = 1: the same function everywhere, with curvature w1² + w2². */
const valley = (w: number): Objective =>
  objectiveOf({
    point: [w, 1 / w],
    parts: [
      {
        size: 1,
        gradient: ([a = 0, b = 0]) => {
          const r = 1 - a * b
          return { value: r ** 2 / 2, gradient: Float64Array.of(-r * b, -r * a) }
        },
      },
    ],
  })

t.test('what is adaptive is blind to a rescaling, what is not grows with it', async (t) => {
  const [rho, sigma] = [0.1, 0.05]
  for (const w of [1, 2, 4]) {
    const adaptive = { rho, adaptive: true, adaptiveBias: true, steps: 40 }
    const worst = await worstSharpness(valley(w), adaptive)
    t.ok(near(worst.value, rho ** 2 * (1 + rho / Math.sqrt(8)) ** 2, 1e-6), `${w}: ${worst.value}`)
    const mean = await gaussianSharpness(valley(w), { sigma, adaptive: true, pairs: 2000 })
    t.ok(
      Math.abs(mean.value - (sigma ** 2 + sigma ** 4 / 2)) <= 3 * mean.error,
      `${w}: ${mean.value}`,
    )
    t.ok(mean.error < 0.05 * mean.value)
    const plain = await worstSharpness(valley(w), { rho: 1e-3, steps: 40 })
    t.ok(near(plain.value, (1e-6 * (w ** 2 + 1 / w ** 2)) / 2, 0.01))
  }
  const biases = await worstSharpness(valley(4), { rho, adaptive: true, steps: 40 })
  t.notOk(
    near(biases.value, rho ** 2, 0.5),
    'leaves of rank below 2 are not scaled unless asked for',
  )
  t.match(biases.how, /rho = 0.1/)
})

t.test('ASAM by one step is L(w + ρT²g/‖Tg‖) − L(w)', async (t) => {
  const g = await gradientOfAway()
  const [rho, eta] = [0.2, 0.01]
  const T = point.map((n) => Math.abs(n) + eta)
  const scaled = g.map((n, i) => n * (T[i] as number))
  const e = scaled.map((n, i) => (rho * n * (T[i] as number)) / norm(scaled))
  const wanted = dot(g, e) + dot(e, await A.apply(e)) / 2
  const found = await asamSharpness(quadraticObjective(away), { rho, eta, adaptiveBias: true })
  t.ok(near(found.value, wanted, 1e-12))
  t.match(found.how, /eta = 0.01, biases scaled/)
  const kept = await asamSharpness(quadraticObjective(away), { rho })
  t.ok(near(kept.value, (await samSharpness(quadraticObjective(away), { rho })).value, 1e-12))
})

t.test('m-sharpness of least squares with m = 1 is the mean of (|r| + ρ‖x‖)² − r²', async (t) => {
  const samples = [
    [[1, 2], 1],
    [[-1, 0.5], 0.3],
    [[0.2, 0.1], -2],
  ] as const
  const w = [0.4, -0.3]
  const part = (chosen: typeof samples | readonly (typeof samples)[number][]) => ({
    size: chosen.length,
    gradient: (at: Float64Array) => {
      const rs = chosen.map(([x, y]) => dot(x, at) - y)
      return {
        value: dot(rs, rs) / chosen.length,
        gradient: at.map((_, j) =>
          chosen.reduce(
            (sum, [x], i) => sum + (2 * (rs[i] as number) * (x[j] as number)) / chosen.length,
            0,
          ),
        ),
      }
    },
  })
  const rho = 0.1
  const wanted =
    samples.reduce((sum, [x, y]) => {
      const r = dot(x, w) - y
      return sum + (Math.abs(r) + rho * norm(x)) ** 2 - r ** 2
    }, 0) / 3
  const single = objectiveOf({ point: w, parts: samples.map((each) => part([each])) })
  const one = await mSharpness(single, { rho })
  const several = await mSharpness(single, { rho, climb: 'several' })
  t.ok(near(one.value, wanted, 1e-12) && near(several.value, wanted, 1e-9))
  t.match(one, {
    how: 'm-sharpness, m = 1; SAM, one step, rho = 0.1',
    gradients: 1,
    converged: true,
  })
  const ragged = objectiveOf({
    point: w,
    parts: [part(samples.slice(0, 2)), part(samples.slice(2))],
  })
  const [two, last] = [
    await samSharpness({ ...ragged, parts: ragged.parts.slice(0, 1) }, { rho }),
    await samSharpness({ ...ragged, parts: ragged.parts.slice(1) }, { rho }),
  ]
  const mixed = await mSharpness(ragged, { rho })
  t.ok(near(mixed.value, (2 * two.value + last.value) / 3, 1e-12), 'subsets count by their size')
  t.match(mixed.how, /m = 2 and 1/)
})

t.test(
  "Keskar's box on a diagonal quadratic is the corner with the signs of the gradient",
  async (t) => {
    const objective = quadraticObjective({ spectrum: [4, 2, 1], point: [1, -2, 0.5] })
    const [w, lambda, epsilon] = [[1, -2, 0.5], [4, 2, 1], 1e-2]
    const loss = w.reduce((sum, n, i) => sum + ((lambda[i] as number) * n * n) / 2, 0)
    const rise = w.reduce((sum, n, i) => {
      const b = epsilon * (Math.abs(n) + 1)
      return sum + Math.abs((lambda[i] as number) * n) * b + ((lambda[i] as number) * b * b) / 2
    }, 0)
    const found = await boxSharpness(objective, { epsilon })
    t.ok(near(found.value, (100 * rise) / (1 + loss), 1e-12))
    t.ok(found.converged)
    // the whole space by another basis is no larger than its circumscribed ball, and a line no larger than the plane
    const line = await boxSharpness(objective, { epsilon, subspace: 1 })
    const ballRadius = Math.sqrt(3) * epsilon * (norm(w) + 1)
    t.ok(line.value > 0)
    t.ok(
      (await boxSharpness(objective, { epsilon, subspace: 3 })).value <=
        (100 / (1 + loss)) * (norm([4, -4, 0.5]) * ballRadius + 2 * ballRadius ** 2),
    )
    const below = objectiveOf({
      point: [1],
      parts: [{ size: 1, gradient: ([a = 0]) => ({ value: a - 3, gradient: Float64Array.of(1) }) }],
    })
    t.match(await boxSharpness(below), { converged: false, reason: /needs a loss above -1/ })
  },
)

t.test(
  'the average case is σ²tr(A)/2, scaled σ²Σw²A/2, and four times as great at 2σ',
  async (t) => {
    const objective = quadraticObjective(away)
    for (const seed of [1, 2, 3]) {
      const one = await gaussianSharpness(objective, { sigma: 0.02, pairs: 400, seed })
      const two = await gaussianSharpness(objective, { sigma: 0.04, pairs: 400, seed })
      t.ok(Math.abs(one.value - (0.02 ** 2 * 15.5) / 2) <= 3 * one.error)
      t.ok(near(two.value, 4 * one.value, 1e-9), 'a sigma that is ignored gives 1')
      t.match(one, { losses: 802, gradients: 1, seed })
    }
    const diagonal = quadraticObjective({ spectrum: [4, 2, 1], point: [1, -2, 0.5] })
    const scaled = await gaussianSharpness(diagonal, { sigma: 0.1, adaptive: true, pairs: 2000 })
    t.ok(Math.abs(scaled.value - (0.01 * (4 + 8 + 0.25)) / 2) <= 3 * scaled.error)
    // pairs cancel the gradient: without them its share of the spread would be ten times the value
    const steep = quadraticObjective({ spectrum: [1, 1], point: [100, 100] })
    const found = await gaussianSharpness(steep, { sigma: 0.01, pairs: 100 })
    t.ok(near(found.value, 1e-4, 0.3) && found.error < 2e-5)
    t.match(await gaussianSharpness(objective, { pairs: 1 }), { converged: false })
  },
)

t.test('its standard error covers the truth in 95 ± 5 % of 200 seeds', async (t) => {
  const objective = quadraticObjective({
    spectrum: Array.from({ length: 30 }, (_, i) => 1 / (1 + i)),
    seed: 1,
  })
  const trace = Array.from({ length: 30 }, (_, i) => 1 / (1 + i)).reduce((a, b) => a + b)
  const runs = await Promise.all(
    Array.from({ length: 200 }, (_, seed) =>
      gaussianSharpness(objective, { sigma: 0.1, pairs: 60, seed }),
    ),
  )
  const covered = runs.filter(
    ({ value, error }) => Math.abs(value - (0.01 * trace) / 2) <= 1.96 * error,
  )
  t.ok(covered.length >= 180 && covered.length <= 200, `${covered.length} of 200`)
  const rms = (numbers: readonly number[]) => Math.sqrt(numbers.reduce((sum, n) => sum + n * n, 0))
  const tightness =
    rms(runs.map(({ value }) => value - (0.01 * trace) / 2)) / rms(runs.map(({ error }) => error))
  t.ok(tightness >= 0.75 && tightness <= 1.33, `no wider than it need be: ${tightness}`)
})

t.test('PAC-Bayes sigma of a threshold is |w|/1.2816, a standard deviation', async (t) => {
  const accuracy = ([w = 0]: Float64Array) => (w > 0 ? 1 : 0)
  for (const w of [0.5, 1, 2]) {
    const found = await pacBayesSigma({ point: Float64Array.of(w), accuracy, draws: 4000, seed: 3 })
    const wanted = w / 1.2816
    t.ok(Math.abs(found.value - wanted) <= 3 * found.error, `${w}: ${found.value} ± ${found.error}`)
    t.ok(found.error < 0.05 * wanted)
    t.ok(found.converged)
    t.ok(near(found.flatness, 1 / found.value ** 2, 1e-12))
    const scaled = await pacBayesSigma({
      point: Float64Array.of(w),
      accuracy,
      draws: 4000,
      adaptive: true,
      epsilon: 1e-9,
    })
    t.ok(Math.abs(scaled.value - 1 / 1.2816) <= 3 * scaled.error, 'magnitude-aware: blind to w')
  }
  const robust = await pacBayesSigma({ point: Float64Array.of(1), accuracy: () => 1 })
  t.match(robust, { converged: false, reason: /falls by 0 only/, value: 2 })
  t.match(await pacBayesSigma({ point: Float64Array.of(1), accuracy, draws: 1 }), {
    converged: false,
  })
})

t.test('the norm of the gradient, and Ag/‖g‖', async (t) => {
  const g = await gradientOfAway()
  const found = await gradientNorm(quadraticObjective(away))
  t.ok(Math.abs(found.value - norm(g)) <= found.error)
  const along = await normGradient(
    quadraticObjective(away),
    centralDifferences(quadraticObjective(away)),
  )
  const wanted = (await A.apply(g)).map((n) => n / norm(g))
  t.ok(along.every((n, i) => Math.abs(n - (wanted[i] as number)) <= 1e-8))
})

t.test('near a minimum a float32 gradient is rounding, and said so', async (t) => {
  const { fround } = Math
  // w − 1/3, element by element, as a difference of terms of size 100
  const gradient = (w: Float64Array) => ({
    value: 1,
    gradient: w.map((n) => {
      return fround(fround(300 * fround(n)) - fround(fround(299 * fround(n)) + fround(1 / 3)))
    }),
  })
  const at = (offset: number) =>
    objectiveOf({
      point: Array.from({ length: 200 }, (_, i) => fround(1 / 3 + offset + 1e-6 * Math.sin(i))),
      parts: [{ size: 1, gradient }],
      dtype: 'float32',
    })
  const still = await gradientNorm(at(0))
  t.match(still, { converged: false, reason: /^rounding: the gradient is not told from 0/ })
  const far = await gradientNorm(at(0.5))
  const truth = norm([...at(0.5).point].map((n) => n - 1 / 3))
  t.ok(Math.abs(far.value - truth) <= far.error)
  t.ok(far.converged && far.error < 1e-3 * truth && far.error > 1e-6 * truth)
})

t.test('slices are a²dᵀAd/2 + a gᵀd, in one and in two directions', async (t) => {
  const objective = quadraticObjective(away)
  const g = await gradientOfAway()
  const [d, e] = [Float64Array.of(1, 2, 0, -1, 0.5, 0), Float64Array.of(0, 1, 1, 0, 0, 3)]
  const [ad, ae] = [await A.apply(d), await A.apply(e)]
  const here = (await slice(objective, d, { from: 0, to: 1, points: 2 })).values[0] as number
  const line = await slice(objective, d)
  t.equal(line.at.length, 51)
  for (const [i, a] of line.at.entries())
    t.ok(
      Math.abs((line.values[i] as number) - (here + a * dot(g, d) + (a * a * dot(d, ad)) / 2)) <=
        1e-11,
    )
  const rows: number[] = []
  const plane = await slice2d(objective, d, e, {
    a: { points: 5 },
    b: { from: 0, to: 2, points: 3 },
    onRow: (b) => rows.push(b),
  })
  t.same(rows, [0, 1, 2])
  for (const [j, b] of plane.b.entries())
    for (const [i, a] of plane.a.entries()) {
      const wanted =
        here +
        a * dot(g, d) +
        b * dot(g, e) +
        (a * a * dot(d, ad) + b * b * dot(e, ae)) / 2 +
        a * b * dot(e, ad)
      t.ok(Math.abs((plane.values[j * 5 + i] as number) - wanted) <= 1e-11)
    }
  t.ok(near(plane.cosine, dot(d, e) / (norm(d) * norm(e)), 1e-12))
  t.match(plane, { losses: 16, converged: true })
})

/** f(x) = relu(x W1) W2 without biases, squared error on four inputs; W1 [2, 3], W2 [3, 1]. */
const reluNet = (c: number): Objective => {
  const first = [0.5, -1, 0.3, 0.8, 0.2, -0.7].map((n) => c * n)
  const second = [1, -0.5, 2].map((n) => n / c)
  const inputs = [
    [1, 0.5],
    [-0.3, 1],
    [0.7, -0.9],
    [-1, -1],
  ]
  return objectiveOf({
    point: [...first, ...second],
    spans: [
      { name: 'W1', shape: [2, 3], offset: 0, size: 6 },
      { name: 'W2', shape: [3, 1], offset: 6, size: 3 },
    ],
    parts: [
      {
        size: 4,
        gradient: (w) => {
          const gradient = new Float64Array(9)
          let value = 0
          for (const [x, y] of inputs.map((x, i) => [x, Math.sin(i)] as const)) {
            const pre = [0, 1, 2].map(
              (j) => (x[0] as number) * (w[j] as number) + (x[1] as number) * (w[3 + j] as number),
            )
            const r = pre.reduce((sum, p, j) => sum + Math.max(0, p) * (w[6 + j] as number), 0) - y
            value += (r * r) / 4
            for (const [j, p] of pre.entries()) {
              gradient[6 + j] = (gradient[6 + j] as number) + (r * Math.max(0, p)) / 2
              for (const k of [0, 1])
                if (p > 0)
                  gradient[3 * k + j] =
                    (gradient[3 * k + j] as number) +
                    (r * (x[k] as number) * (w[6 + j] as number)) / 2
            }
          }
          return { value, gradient }
        },
      },
    ],
  })
}

t.test('a rescaled relu net: filter-normalized slices are the same, λmax is not', async (t) => {
  const [one, other] = [reluNet(1), reluNet(5)]
  const slices = await Promise.all(
    [one, other].map((net) => slice(net, randomDirection(net, { seed: 2 }))),
  )
  for (const [i, n] of (slices[0]?.values ?? []).entries())
    t.ok(Math.abs(n - (slices[1]?.values[i] as number)) <= 1e-12)
  const [a, b] = await Promise.all(
    [one, other].map((net) => topEigenvalue(centralDifferences(net))),
  )
  t.ok(a?.converged && b?.converged)
  t.notOk(near(a?.value as number, b?.value as number, 0.5))
})

t.test(
  'filters are columns of a kernel [in, out], each as long as its weights; biases are 0',
  async (t) => {
    const net = { ...reluNet(1), point: Float64Array.of(3, 0, 1, 4, 0, 1, 2, 2, 1) }
    const direction = Float64Array.of(1, 1, 0, 0, 1, 2, 1, 1, 1)
    const found = filterNormalized(net, direction)
    const column = (v: Float64Array, j: number) => norm([v[j] as number, v[3 + j] as number])
    for (const j of [0, 1, 2]) t.ok(Math.abs(column(found, j) - column(net.point, j)) <= 1e-12)
    t.same(
      [...found.slice(0, 6)],
      [5, 0, 0, 0, 0, Math.SQRT2],
      'a filter of zeros stays, and no NaN',
    )
    t.ok(near(norm(found.slice(6)), 3, 1e-12))
    const vector = {
      point: Float64Array.of(3, 4),
      spans: [{ name: 'b', shape: [2], offset: 0, size: 2 }],
    }
    t.same([...filterNormalized(vector, Float64Array.of(1, 0))], [0, 0])
    t.same([...filterNormalized(vector, Float64Array.of(1, 0), { biases: 'leaf' })], [5, 0])
    const drawn = Array.from(
      { length: 400 },
      (_, seed) => randomDirection(vector, { seed, biases: 'leaf' })[0] as number,
    )
    t.ok(drawn.filter((n) => n < 0).length > 150, 'normal, not uniform in [0, 1)')
  },
)

/** Σ min(x², δ(x − 1)²) */
const wells = (delta: number, at: ArrayLike<number>): Objective =>
  objectiveOf({
    point: at,
    parts: [
      {
        size: 1,
        gradient: (x) => ({
          value: x.reduce((sum, n) => sum + Math.min(n ** 2, delta * (n - 1) ** 2), 0),
          gradient: x.map((n) => (n ** 2 < delta * (n - 1) ** 2 ? 2 * n : 2 * delta * (n - 1))),
        }),
      },
    ],
  })

t.test('two wells: curvature 2 and 2δ, and the barrier between them is the crest', async (t) => {
  for (const delta of [1, 5, 50]) {
    const dim = 4
    const [flat, sharp] = [new Float64Array(dim), new Float64Array(dim).fill(1)]
    t.ok(near((await topEigenvalue(centralDifferences(wells(delta, flat)))).value, 2, 1e-9))
    t.ok(
      near((await topEigenvalue(centralDifferences(wells(delta, sharp)))).value, 2 * delta, 1e-9),
    )
    const { value, location, error, converged } = await linearConnectivity(
      wells(delta, flat),
      sharp,
    )
    const root = Math.sqrt(delta)
    const wanted = (dim * delta) / (1 + root) ** 2
    t.ok(near(value, wanted, 0.01), `${value}, ${wanted}`)
    t.ok(Math.abs(value - wanted) <= error + 0.01 * wanted)
    t.ok(Math.abs(location - root / (1 + root)) < 0.01)
    t.ok(converged)
  }
  // a slope does not count: (w² − 1)² + 0.3 w rises above the chord between −1 and 1 by 1
  const tilted = objectiveOf({
    point: [-1],
    parts: [
      {
        size: 1,
        gradient: ([w = 0]) => ({
          value: (w * w - 1) ** 2 + 0.3 * w,
          gradient: Float64Array.of(0),
        }),
      },
    ],
  })
  const over = await linearConnectivity(tilted, Float64Array.of(1))
  t.ok(near(over.value, 1, 1e-9) && near(over.location, 0.5, 1e-9))
  const convex = await linearConnectivity(
    quadraticObjective({ ...away, spectrum: spectrum.map(Math.abs) }),
    Float64Array.from(minimum),
  )
  t.match(convex, { value: 0, converged: true, reason: /no point lies above the chord/ })
  const same = await linearConnectivity(wells(2, [1]), Float64Array.of(1))
  t.match(same, { converged: false, reason: /^empty/ })
})

t.test(
  'coordinates in a plane are least squares, for directions that are neither unit nor orthogonal',
  async (t) => {
    const origin = Float64Array.of(1, 1, 1, 1)
    const directions = [Float64Array.of(2, 0, 0, 0), Float64Array.of(3, 1, 0, 0)]
    const { coordinates, distance } = coordinatesIn(origin, directions, Float64Array.of(9, 2, 4, 5))
    t.ok(near(coordinates[0] as number, 2.5, 1e-12) && near(coordinates[1] as number, 1, 1e-12))
    t.ok(near(distance, 5, 1e-12))
    const twice = coordinatesIn(
      origin,
      [directions[0], directions[0]] as never,
      Float64Array.of(5, 1, 1, 1),
    )
    t.ok(
      near((twice.coordinates[0] as number) + (twice.coordinates[1] as number), 2, 1e-9),
      'dependent directions are no NaN',
    )
  },
)

t.test(
  'a run in its plane: what each direction explains, and how far each point lies off',
  async (t) => {
    // a helix: radius 3 and 2, and a drift of 0.1 a step along the third axis
    const run = Array.from({ length: 41 }, (_, i) =>
      Float64Array.of(3 * Math.cos(i / 5), 2 * Math.sin(i / 5), 0.01 * i, 0, 0),
    )
    const { explained, distances, directions, coordinates, origin } = trajectoryPlane(run, {
      origin: 'mean',
    })
    t.ok(
      (explained[0] as number) > (explained[1] as number) &&
        (explained[0] as number) + (explained[1] as number) > 0.98,
    )
    t.ok(distances.every((n) => n < 0.3) && Math.max(...distances) > 0.1)
    t.ok(Math.abs(dot(directions[0] as Float64Array, directions[1] as Float64Array)) < 1e-12)
    const total = run.reduce(
      (sum, w) => sum + norm(w.map((n, i) => n - (origin[i] as number))) ** 2,
      0,
    )
    const inside = coordinates.reduce((sum, c) => sum + norm(c) ** 2, 0)
    t.ok(near(inside / total, (explained[0] as number) + (explained[1] as number), 1e-10))
    t.same([...trajectoryPlane(run).origin], [...(run.at(-1) as Float64Array)])
    const line = trajectoryPlane([
      Float64Array.of(0, 0),
      Float64Array.of(1, 1),
      Float64Array.of(3, 3),
    ])
    t.equal(line.directions.length, 1, 'a straight run has one direction')
    t.throws(() => trajectoryPlane([Float64Array.of(1)]), { message: /at least two, got 1/ })
  },
)

t.test('random and non-finite losses are named by every measure', async (t) => {
  let calls = 0
  const random = objectiveOf({
    point: [1, 2],
    parts: [
      {
        size: 1,
        gradient: (w) => {
          const factor = 1 + 0.1 * Math.sin(++calls * 12.9898)
          return { value: factor * dot(w, w), gradient: w.map((n) => 2 * factor * n) }
        },
      },
    ],
  })
  const broken = objectiveOf({
    point: [1, 2],
    parts: [
      { size: 1, gradient: (w) => ({ value: Number.NaN, gradient: w.map(() => Number.NaN) }) },
    ],
  })
  const direction = Float64Array.of(1, 0)
  const probes: readonly ((
    objective: Objective,
  ) => Promise<Pick<Measurement, 'converged' | 'reason'>>)[] = [
    samSharpness,
    asamSharpness,
    worstSharpness,
    mSharpness,
    boxSharpness,
    gaussianSharpness,
    gradientNorm,
    (objective) => slice(objective, direction),
    (objective) => slice2d(objective, direction, direction, { a: { points: 3 }, b: { points: 3 } }),
    (objective) => linearConnectivity(objective, direction),
  ]
  for (const [i, probe] of probes.entries()) {
    const found = await probe(random)
    t.match(found.reason, /random: .*dropout/, `${i}`)
    t.notOk(found.converged)
    const none = await probe(broken)
    t.match(none.reason, /not finite/, `${i}`)
    t.notOk(none.converged)
  }
  const empty = await slice(quadraticObjective(away), new Float64Array(6))
  t.match(empty, { converged: false, reason: /^empty: a direction of the slice is zero/ })
})

t.test(
  'negative losses are losses, and a loss that is NaN somewhere is NaN there only',
  async (t) => {
    const log = objectiveOf({
      point: [1],
      parts: [
        {
          size: 1,
          gradient: ([w = 0]) => ({ value: Math.log(w) - 1, gradient: Float64Array.of(1 / w) }),
        },
      ],
    })
    const { values, converged, reason } = await slice(log, Float64Array.of(1), {
      from: -2,
      to: 2,
      points: 5,
    })
    t.ok(Number.isNaN(values[0]) && values[1] === Number.NEGATIVE_INFINITY && values[2] === -1)
    t.notOk(converged)
    t.match(reason, /^not finite: 2 of 5 losses/)
  },
)

t.test('a rise that is lost in the rounding of float32 is said so', async (t) => {
  const flat = objectiveOf({
    point: [1],
    parts: [
      {
        size: 1,
        gradient: ([w = 0]) => ({
          value: Math.fround(1 + 1e-9 * w),
          gradient: Float64Array.of(1e-9),
        }),
      },
    ],
    dtype: 'float32',
  })
  t.match(await samSharpness(flat), { converged: false, reason: /^rounding/ })
  t.match(await gaussianSharpness(flat), { converged: false, reason: /^rounding/ })
})

t.test('what does not fit is refused in words', async (t) => {
  const objective = quadraticObjective(away)
  t.throws(() => samSharpness(objective, { rho: 0 }), {
    message: /rho must be a finite number > 0, got 0/,
  })
  t.throws(() => asamSharpness(objective, { eta: -1 }), {
    message: /eta must be a finite number >= 0/,
  })
  t.throws(() => worstSharpness(objective, { steps: 0 }), {
    message: /steps must be a positive integer/,
  })
  await t.rejects(gaussianSharpness(objective, { sigma: -1 }), { message: /sigma must be/ })
  await t.rejects(slice(objective, Float64Array.of(1)), { message: /must have the 6 elements/ })
  await t.rejects(slice(objective, Float64Array.from(point), { points: 1 }), {
    message: /points must be a whole number >= 2/,
  })
  await t.rejects(linearConnectivity(objective, Float64Array.of(1)), {
    message: /must have the 6 elements/,
  })
})
