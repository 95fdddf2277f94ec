import {
  denseMatrix,
  eigenvalues,
  gaussNewton,
  sigmoidHessian,
  softmaxHessian,
  squaredHessian,
} from '@momenta/probes'
import t from 'tap'
import { linear, numbers, rowsOf } from './regression.js'
import { dot } from './vectors.js'

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
