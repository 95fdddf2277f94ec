import { describeWhole, type Estimator, optimizer } from '@momenta/core'
import { compile, float64 } from '@momenta/float64'
import { test } from 'tap'

/** U' = 2 H, where H is the companion. */
const doubled = describeWhole({
  name: 'doubled',
  slots: {},
  hyper: {},
  companions: ['hessian'],
  init: () => null,
  plan: (host) => ({ next: host, plan: { scalars: {}, more: ['hessian'] } }),
  leaf: (x, { updates: u, more: { hessian: h = u } }) => ({
    updates: x.add(h, h),
    slots: {},
  }),
})

const curved: Estimator = {
  name: 'curved',
  gives: ['hessian'],
  wrap: (oracle, x) => (params, microbatch, evaluation) => {
    const found = oracle(params, microbatch, evaluation)
    return { ...found, more: { hessian: found.grads.map((g) => x.mul(g, x.of(5))) } }
  },
}

test('a part with whole leaves reads companions in float64 and in compile', async (t) => {
  const one = optimizer(doubled, curved)
  const { init, step } = float64(one)
  const oracle = () => ({ value: 0, grads: [Float64Array.of(1, 3)] })
  const { params } = step(oracle, init([Float64Array.of(0, 0)]))
  t.same(params[0], Float64Array.of(10, 30))
  const run = compile(one, [[0, 0]])
  run.step((_, [g]) => {
    g?.set([1, 3])
    return 0
  })
  t.same(run.params[0], params[0])
})
