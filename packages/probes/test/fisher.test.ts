import { dense, eigenvalues, empiricalFisher, fisherEigenvalues } from '@momenta/probes'
import t from 'tap'
import { numbers, regression } from './regression.js'
import { near } from './vectors.js'

t.test(
  'the empirical Fisher is its definition, and the Gram matrix has its eigenvalues',
  async (t) => {
    const objective = regression(Array(13).fill(1))
    const gradients = await Promise.all(
      objective.batches.map(async ({ gradient }) => (await gradient(objective.point)).gradient),
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
