import { boxSharpness, objectiveOf, quadraticObjective } from '@momenta/probes'
import t from 'tap'
import { near, norm } from './vectors.js'

t.test(
  "Keskar's box on a diagonal quadratic is the corner with the signs of the gradient",
  async (t) => {
    const objective = quadraticObjective({ spectrum: [4, 2, 1], point: [1, -2, 0.5] })
    const [w, lambda, eps] = [[1, -2, 0.5], [4, 2, 1], 1e-2]
    const loss = w.reduce((sum, n, i) => sum + ((lambda[i] as number) * n * n) / 2, 0)
    const rise = w.reduce((sum, n, i) => {
      const b = eps * (Math.abs(n) + 1)
      return sum + Math.abs((lambda[i] as number) * n) * b + ((lambda[i] as number) * b * b) / 2
    }, 0)
    const found = await boxSharpness(objective, { eps })
    t.ok(near(found.value, (100 * rise) / (1 + loss), 1e-12))
    t.ok(found.converged)
    // the whole space by another basis is no larger than its circumscribed ball, and a line no larger than the plane
    const line = await boxSharpness(objective, { eps, subspace: 1 })
    const ballRadius = Math.sqrt(3) * eps * (norm(w) + 1)
    t.ok(line.value > 0)
    t.ok(
      (await boxSharpness(objective, { eps, subspace: 3 })).value <=
        (100 / (1 + loss)) * (norm([4, -4, 0.5]) * ballRadius + 2 * ballRadius ** 2),
    )
    const below = objectiveOf({
      point: [1],
      batches: [
        { size: 1, gradient: ([a = 0]) => ({ value: a - 3, gradient: Float64Array.of(1) }) },
      ],
    })
    t.match(await boxSharpness(below), { converged: false, reason: /needs a loss above -1/ })
  },
)
