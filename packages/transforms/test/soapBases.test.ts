import { optimizer } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { scaleBySoap } from '@momenta/transforms'
import t from 'tap'

const n = 7

/** A matrix of that rank, in which the first column may be 0. */
const gradient = (step: number, rank: number, scale: number) =>
  Float64Array.from({ length: n * n }, (_, i) => {
    const [row, column] = [Math.floor(i / n), i % n]
    const terms = Array.from(
      { length: rank },
      (_, k) => Math.sin(step + row * (k + 1)) * Math.sin(column * (k + 2)),
    )
    return scale * terms.reduce((a, b) => a + b, 0)
  })

for (const [rank, scale] of [
  [n, 1],
  [2, 1],
  [1, 1e70],
  [n, 1e-70],
] as const)
  t.test(`bases that turn stay orthogonal: rank ${rank}, gradients of ${scale}`, async (t) => {
    const soap = optimizer(scaleBySoap({ every: 1 }))
    const { init, step } = float64(soap, { shapes: { w: [n, n] } })
    let iterate = init({ w: new Float64Array(n * n) })
    for (let i = 0; i < 5; i++)
      iterate = step(() => ({ value: 0, grads: { w: gradient(i, rank, scale) } }), iterate)
    const { slots = {} } = iterate.state.parts[0] ?? {}
    const bases = Object.keys(slots).filter((slot) => slot.startsWith('basis'))
    // slots for more axes than the leaf has hold no matrix of its size
    const squares = bases.map((slot) => slots[slot]?.w).filter((one) => one?.length === n * n)
    t.equal(squares.length, 2)
    for (const q of squares)
      for (let i = 0; i < n; i++)
        for (let j = 0; j < n; j++) {
          let product = 0
          for (let k = 0; k < n; k++) product += (q?.[k * n + i] ?? 0) * (q?.[k * n + j] ?? 0)
          // rounding of a few hundred operations
          if (!(Math.abs(product - (i === j ? 1 : 0)) < 1e-12)) t.fail(`${i}, ${j}: ${product}`)
        }
  })
