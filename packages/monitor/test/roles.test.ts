import { chain, counted, hyperparameters, optimizer, type Role, ranges } from '@momenta/core'
import { float64 } from '@momenta/float64'
import { preconditionerOf } from '@momenta/monitor'
import { accumulate, scaleByLearningRate } from '@momenta/transforms'
import t from 'tap'

/** u' = u/(√v + ε) with v = u², a preconditioner with β₁ = β₂ = 0. */
const normalized = (name: string, role?: Role) =>
  counted({
    name,
    ...(role === undefined ? {} : { role }),
    slots: { nu: 'zeros' },
    hyper: hyperparameters(name, { eps: [0.5, ranges.positive] }),
    scalars: ({ eps }) => ({ eps }),
    body: (x, { updates: u, scalars: k }) => {
      const nu = x.mul(u, u)
      return { updates: x.div(u, x.add(x.sqrt(nu), k.eps)), slots: { nu } }
    },
  })

const preconditionerAfter = async (transform: ReturnType<typeof normalized>) => {
  const chosen = optimizer(chain(transform, scaleByLearningRate({ learningRate: 0.1 })))
  const { init, step } = float64(chosen)
  const slope = () => ({ value: 0, grads: { w: Float64Array.of(4) } })
  return preconditionerOf(chosen, step(slope, init({ w: Float64Array.of(1) })))
}

t.test("a part of the caller's with the role of a preconditioner is read", async (t) => {
  // √16 + 0.5
  t.same(await preconditionerAfter(normalized('normalized', 'preconditioner')), [4.5])
  const waiting = accumulate(normalized('normalized', 'preconditioner'), { every: 1 })
  t.same(await preconditionerAfter(waiting), [4.5], 'also inside a combinator')
})

t.test('a part that merely bears the name of a preconditioner is not read', async (t) => {
  t.equal(await preconditionerAfter(normalized('scaleByNu')), undefined)
})
