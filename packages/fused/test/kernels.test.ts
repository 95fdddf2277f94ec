import { chain, type Description, describe, type Transform } from '@momenta/core'
import { adam } from '@momenta/optimizers'
import { addDecayedWeights, scale, scaleByAdam, scaleByLearningRate } from '@momenta/transforms'
import t from 'tap'
import { ownAdam, paper, type Write, writings } from './ownAdam.js'
import { loweringOf, programsOf } from './programs.js'

/** The kernel of TensorFlow's that the third step of a transform runs on. */
const kernelOf = (transform: Transform) => {
  const [, , third] = programsOf(transform, [1, 1, 1])
  return third && loweringOf(third)?.kernel
}

const rate = scaleByLearningRate({ learningRate: 0.1 })

t.test("a chain of one's own that computes Adam runs on TensorFlow's Adam", async (t) => {
  for (const [name, write] of Object.entries(writings))
    t.equal(kernelOf(ownAdam(write)), 'adam', name)
  const scaledBefore = chain(scale({ factor: 0.5 }), scaleByAdam(), scale({ factor: 3 }), rate)
  t.equal(kernelOf(scaledBefore), 'adam', 'between parts that scale')
  const coupled = chain(addDecayedWeights(), scaleByAdam(), rate)
  t.equal(kernelOf(coupled), 'adam', 'after a part that adds the decay to the gradient')
  const twice = chain(scaleByAdam(), addDecayedWeights(), addDecayedWeights(), rate)
  t.equal(kernelOf(twice), undefined, 'not with two decays: none of the patterns')
})

/** `adam()` with another body of the part that has the name. */
const changed = (body: (original: Description['body']) => Description['body']): Transform => {
  const [named, ...rest] = adam().transform as [Description, ...Description[]]
  return [{ ...named, body: body(named.body) }, ...rest]
}

t.test('a part that is called scaleByAdam and computes something else does not', async (t) => {
  t.equal(kernelOf(changed((body) => body)), 'adam')
  const doubled = changed((body) => (x, at) => {
    const { updates, slots } = body(x, at)
    return { updates: x.add(updates, updates), slots }
  })
  t.equal(kernelOf(doubled), undefined, 'twice the step')
  const signed = changed((body) => (x, at) => {
    const { updates, slots } = body(x, at)
    return { updates: x.sign(updates), slots }
  })
  t.equal(kernelOf(signed), undefined, 'the sign of the step')
  const other = changed((body) => (x, at) => {
    const { updates, slots } = body(x, at)
    return { updates, slots: { ...slots, mu: x.abs(slots.mu as typeof updates) } }
  })
  t.equal(kernelOf(other), undefined, 'another momentum is stored than the one that is used')
  const cubed = changed(() => (x, { updates: u, slots: s, scalars: k }) => {
    const [mu, nu] = [s.mu as typeof u, s.nu as typeof u]
    const of = (name: string) => k[name] as typeof u
    const m = x.add(x.mul(of('b1'), mu), x.mul(of('c1'), u))
    const v = x.add(x.mul(of('b2'), nu), x.mul(of('c2'), x.mul(u, x.mul(u, u))))
    const divisor = x.add(x.mul(x.sqrt(v), of('root2')), of('eps'))
    return { updates: x.div(x.mul(of('correction1'), m), divisor), slots: { mu: m, nu: v } }
  })
  t.equal(kernelOf(cubed), undefined, 'a third moment')
})

t.test(
  'a relation that the graph does not show is checked on the numbers of the step',
  async (t) => {
    t.equal(kernelOf(ownAdam(paper, 0.1 + 1e-9)), 'adam', '1 − β₁, but for rounding')
    t.equal(kernelOf(ownAdam(paper, 0.11)), undefined, 'another weight than 1 − β₁')
    t.equal(kernelOf(chain(scaleByAdam({ b2: 0.9999 }), rate)), 'adam')
    // as a float32 this β₂ is 1 − 1.19e-7: TensorFlow's v would be 19 % too large
    t.equal(kernelOf(chain(scaleByAdam({ b2: 1 - 1e-7 }), rate)), undefined)
    const negative: Write = (x, u, m, v, k) => paper(x, u, m, v, { ...k, fix2: x.neg(k.fix2) })
    t.equal(kernelOf(ownAdam(negative)), undefined, 'a divisor that is not a number')
  },
)

t.test('what does not end a chain runs on no kernel', async (t) => {
  const empty = describe({
    name: 'drops',
    slots: {},
    hyper: {},
    init: () => null,
    plan: (host) => ({ next: host, plan: { scalars: {} } }),
    body: (x) => ({ updates: x.of(0), slots: {} }),
  })
  t.equal(kernelOf(empty), undefined, 'a number in the place of an update')
})
