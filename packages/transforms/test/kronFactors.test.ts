import { optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { addNoise, scaleByKron } from '@momenta/transforms'
import t from 'tap'

type Rows = readonly (readonly number[])[]

const rowsOf = (values: ArrayLike<number>, rows: number, columns: number): Rows =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => values[i * columns + j] as number),
  )
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
const transposed = (a: Rows): Rows => (a[0] ?? []).map((_, j) => a.map((row) => row[j] as number))
const times = (a: Rows, b: Rows): Rows =>
  a.map((row) => transposed(b).map((column) => sum(row.map((n, k) => n * (column[k] as number)))))

/** X with X Q = B, for an upper triangular Q. */
const overRight = (b: Rows, q: Rows): Rows =>
  b.map((row) => {
    const x: number[] = []
    row.forEach((n, j) => {
      const rest = n - sum(x.map((one, k) => one * (q[k]?.[j] as number)))
      x.push(rest / (q[j]?.[j] as number))
    })
    return x
  })

// sizes that are no multiples of what the library divides together
const [rows, columns] = [18, 7]
const shapes = { shapes: { w: [rows, columns] } }

t.test('the left factor moves by the upper triangle of A Aᵀ − B Bᵀ times Q', async (t) => {
  const kron = float64(optimizer(scaleByKron()), shapes)
  // the random matrix of each step: it is a function of seed, step and leaf
  const noise = float64(optimizer(addNoise({ eta: 1, gamma: 0 })), shapes)
  const zeros = new Float64Array(rows * columns)
  let [iterate, drawn] = [kron.init({ w: zeros }), noise.init({ w: zeros })]
  const factor = (slot: 'left' | 'right', n: number): Rows =>
    rowsOf(iterate.state.parts[0]?.slots[slot]?.w ?? [], n, n).map((row, i) =>
      row.map((value, j) => value + (i === j ? 1 : 0)),
    )
  for (let step = 0; step < 4; step++) {
    const gradient = Float64Array.from(zeros, (_, i) => Math.sin(1 + 3.7 * step + i * i))
    const [q, p] = [factor('left', rows), factor('right', columns)]
    const before = drawn.params.w
    iterate = kron.step(() => ({ value: 0, grads: { w: gradient } }), iterate)
    drawn = noise.step(() => ({ value: 0, grads: { w: zeros } }), drawn)
    const v = drawn.params.w.map((n, i) => n - (before[i] as number))
    const a = times(times(q, rowsOf(gradient, rows, columns)), transposed(p))
    const b = overRight(transposed(overRight(transposed(rowsOf(v, rows, columns)), q)), p)
    const [one, two] = [times(a, transposed(a)), times(b, transposed(b))]
    const upper = one.map((row, i) => row.map((n, j) => (j < i ? 0 : n - (two[i]?.[j] as number))))
    const wanted = times(upper, q).flat()
    const next = factor('left', rows).flat()
    const moves = q.flat().map((n, i) => n - (next[i] as number))
    const share = Math.hypot(...moves) / Math.hypot(...wanted)
    const error = Math.hypot(...moves.map((n, i) => n - share * (wanted[i] as number)))
    // rounding of sums of 18 products
    t.ok(error < 1e-10 * Math.hypot(...moves), `step ${step}: ${error}`)
  }
})
