import {
  block,
  centralDifferences,
  dense,
  denseMatrix,
  preconditioned,
  topEigenvalue,
} from '@momenta/probes'
import t from 'tap'
import { exact, regression } from './regression.js'
import { near } from './vectors.js'

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
