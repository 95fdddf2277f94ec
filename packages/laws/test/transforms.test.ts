import { type Description, describe, type Transform } from '@momenta/core'
import { transformLaws } from '@momenta/laws'
import t from 'tap'

const scaled = (factor: () => number): Transform =>
  describe({
    name: 'scaled',
    slots: {},
    hyper: {},
    init: () => 0,
    plan: (host: number) => ({
      next: host + 1,
      plan: { scalars: { factor: factor() } },
    }),
    body: (x, { updates: u, scalars: k }) => ({ updates: x.mul(k.factor, u), slots: {} }),
  })
const [descent] = scaled(() => -0.01)
const withBody = (body: Description['body']): Transform => [{ ...(descent as Description), body }]

t.test('a well-behaved transform obeys every law, and each law can fail', async (t) => {
  for (const law of transformLaws) t.equal(law.check([descent as Description]), undefined, law.name)
  const fails = (name: RegExp, subject: Transform) =>
    t.type(transformLaws.find((law) => name.test(law.name))?.check(subject), 'string', String(name))
  const restless = scaled(() => Math.random() / 100)
  fails(/k steps/, restless)
  fails(/compiled/, restless)
  fails(
    /gradients of 0/,
    withBody((x, { updates: u }) => ({ updates: x.div(u, u), slots: {} })),
  )
  // each call of its body gives another update
  let calls = 0
  fails(
    /that leaf alone/,
    withBody((x, { updates: u }) => ({ updates: x.mul(x.of(calls++ / 100), u), slots: {} })),
  )
})
