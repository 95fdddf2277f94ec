import { chain, optimizer } from '@momenta/core'
import { compile, float64 } from '@momenta/float64'
import { applyIfFinite, scale, scaleByLbfgs, zoomLineSearch } from '@momenta/transforms'
import t from 'tap'

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, n, i) => sum + n * (b[i] as number), 0)
const plus = (a: readonly number[], k: number, b: readonly number[]) =>
  a.map((n, i) => n + k * (b[i] as number))

/** The two-loop recursion on vectors, as Nocedal wrote it. */
const direction = (g: readonly number[], pairs: readonly (readonly (readonly number[])[])[]) => {
  let q = g
  const alphas: number[] = []
  for (const [s = [], y = []] of pairs.toReversed()) {
    const alpha = dot(s, q) / dot(s, y)
    alphas.unshift(alpha)
    q = plus(q, -alpha, y)
  }
  const [s = [], y = []] = pairs.at(-1) ?? []
  let r = q.map((n) => n * (pairs.length === 0 ? 1 : dot(s, y) / dot(y, y)))
  pairs.forEach(([s = [], y = []], i) => {
    r = plus(r, (alphas[i] as number) - dot(y, r) / dot(s, y), s)
  })
  return r
}

const widths = [1, 3, 10, 0.5, 4, 7]
const gradientAt = (w: readonly number[]) => w.map((n, i) => (widths[i] as number) * (n + n ** 3))
const start = [1, -0.5, 0.3, 2, -1, 0.7]

t.test('the direction is that of the recursion on vectors', async (t) => {
  for (const memorySize of [1, 3, 10]) {
    const rule = chain(scaleByLbfgs({ memorySize, firstScale: 'one' }), scale({ factor: -0.05 }))
    const run = compile(optimizer(rule), [start.slice(0, 2), start.slice(2)])
    let point: readonly number[] = start
    let pairs: (readonly (readonly number[])[])[] = []
    let before: readonly (readonly number[])[] | undefined
    for (let i = 0; i < 8; i++) {
      const g = gradientAt(point)
      if (before !== undefined) {
        const [p = [], h = []] = before
        pairs = [...pairs, [plus(point, -1, p), plus(g, -1, h)]].slice(-memorySize)
      }
      before = [point, g]
      point = plus(point, -0.05, direction(g, pairs))
      run.step((leaves, into) => {
        const all = gradientAt(leaves.flatMap((leaf) => [...leaf]))
        into[0]?.set(all.slice(0, 2))
        into[1]?.set(all.slice(2))
        return 0
      })
      const got = run.params.flatMap((leaf) => [...leaf])
      got.forEach((n, j) => {
        t.ok(Math.abs(n - (point[j] as number)) < 1e-12, `${memorySize} ${i}: ${n} is ${point[j]}`)
      })
    }
  }
})

const quadratic = ({ w }: { readonly w: Float64Array }) => ({
  value: [...w].reduce((sum, n, i) => sum + 0.5 * (widths[i] as number) * n * n, 0),
  grads: { w: w.map((n, i) => (widths[i] as number) * n) },
})

t.test('with a line search it minimizes a quadratic in few steps', async (t) => {
  const { init, step } = float64(
    optimizer(chain(scaleByLbfgs(), scale({ factor: -1 }), zoomLineSearch({ firstTrial: 'one' }))),
  )
  let iterate = init({ w: Float64Array.from(start) })
  for (let i = 0; i < 25; i++) iterate = step(quadratic, iterate)
  // gradient descent with the best fixed step has 0.82 per step, so 1e-2 after 25
  t.ok(quadratic(iterate.params).value < 1e-10, `${quadratic(iterate.params).value}`)
})

t.test('the first scale is the inverse of a norm', async (t) => {
  const first = (options: Parameters<typeof scaleByLbfgs>[0]) => {
    const { init, step } = float64(optimizer(scaleByLbfgs(options)))
    const loss = () => ({ value: 0, grads: { w: Float64Array.of(3, 4) } })
    return [...step(loss, init({ w: Float64Array.of(0, 0) })).params.w]
  }
  t.same(first({}), [3 * (1 / 5), 4 * (1 / 5)])
  t.same(first({ firstScale: 'l1' }), [3 * (1 / 7), 4 * (1 / 7)])
  t.same(first({ firstScale: 'one' }), [3, 4])
  t.same(first({ scaleInitial: false }), [3, 4])
})

t.test('a pair without enough curvature is not stored', async (t) => {
  const countOf = (minCurvature?: number) => {
    const options = minCurvature === undefined ? {} : { minCurvature }
    const run = compile(optimizer(scaleByLbfgs(options)), [[1]])
    // a constant gradient: y is 0
    for (let i = 0; i < 3; i++)
      run.step((_, [g]) => {
        g?.fill(1)
        return 0
      })
    const [part] = run.state().parts
    return (part as unknown as { readonly host: { readonly count: number } }).host.count
  }
  t.equal(countOf(), 2)
  t.equal(countOf(0), 0)
})

t.test('gradients that are not finite change no pair', async (t) => {
  const run = compile(optimizer(applyIfFinite(scaleByLbfgs())), [[1, 2]])
  const step = (factor: number) =>
    run.step(([w], [g]) => {
      g?.set((w as Float64Array).map((n) => factor * n))
      return 0
    })
  step(1)
  step(1)
  const before = run.state().parts[0]
  step(Number.NaN)
  t.same(run.state().parts[0], before)
  const bare = compile(optimizer(scaleByLbfgs()), [[1, 2]])
  bare.step((_, [g]) => {
    g?.fill(Number.POSITIVE_INFINITY)
    return 0
  })
  t.same([...(bare.params[0] as Float64Array)], [Number.NaN, Number.NaN])
  t.same(bare.state().parts[0]?.host, { started: false, count: 0, sy: [], yy: [] })
  t.throws(() => scaleByLbfgs({ memorySize: 101 }), {
    message: 'scaleByLbfgs: memorySize must be an integer in [1, 100], got 101',
  })
})
