import type { Optimizer } from '@momenta/core'
import { extend, float64, type Iterate } from '@momenta/float64'
import t from 'tap'
import { finished } from './finished.js'

type Point = { readonly [leaf: string]: Float64Array }

const first = Float64Array.of(1, 2, 3, -1, 0.5, 0.2, 4, -3, 2)
const shapes = { a: [3, 3], b: [3, 3] }

/** The sum of squares of all leaves, with its gradient. */
const oracle = (params: Point) => ({
  value: Object.values(params).reduce((sum, w) => sum + w.reduce((part, n) => part + n * n, 0), 0),
  grads: Object.fromEntries(Object.entries(params).map(([leaf, w]) => [leaf, w.map((n) => 2 * n)])),
})

const steps = (optimizer: Optimizer, n: number, from: Iterate<Point>): Iterate<Point> => {
  const own = Object.fromEntries(Object.entries(shapes).filter(([leaf]) => leaf in from.params))
  const { step } = float64(optimizer, { shapes: own })
  let iterate = from
  for (let i = 0; i < n; i++) iterate = step(oracle, iterate)
  return iterate
}

const start = (optimizer: Optimizer, leaf: 'a' | 'b'): Iterate<Point> =>
  float64(optimizer, { shapes: { [leaf]: shapes[leaf] } }).init<Point>({ [leaf]: first })

/** How far a leaf moves. */
const moved = ({ params }: Iterate<Point>): number =>
  Math.hypot(...(params.b ?? []).map((n, i) => n - (first[i] as number)))

t.test('a leaf that is added later moves about as far as one that starts alone', async (t) => {
  for (const [name, make] of finished) {
    const optimizer = make({})
    const old = steps(optimizer, 5, start(optimizer, 'a'))
    const params: Point = { ...old.params, b: first }
    const added = steps(optimizer, 15, extend(optimizer, old, params, { shapes }))
    const ratio = moved(added) / moved(steps(optimizer, 15, start(optimizer, 'b')))
    // numbers of all leaves go on: bias corrections (radam 0.02), estimates of distances (100)
    t.ok(ratio > 1e-3 && ratio < 1e3, `${name}: ${ratio}`)
  }
})
