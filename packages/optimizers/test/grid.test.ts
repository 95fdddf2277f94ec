import * as aggregators from '@momenta/aggregators'
import type { Optimizer } from '@momenta/core'
import { equivalentTo, optimizerLaws } from '@momenta/laws'
import {
  buildOptimizer,
  catalogues,
  compose,
  decodeOptimizer,
  encodeOptimizer,
  withSAM,
} from '@momenta/optimizers'
import * as policies from '@momenta/policies'
import t from 'tap'

const bases = Object.entries(catalogues.bases)

const everyAggregator = Object.entries(aggregators)

const everyPolicy = Object.entries(policies)

/**
 * The policies take turns beyond the bases that cut Adam, SGD and RMSProp in two, so that the grid
 * grows by one law for each new base and not by their product.
 */
const whole = new Set(['adam', 'rmsprop', 'sgd'])
const policiesOf = (base: string, i: number) =>
  whole.has(base)
    ? everyPolicy
    : [everyPolicy[i % everyPolicy.length] as (typeof everyPolicy)[number]]

/**
 * Every base with critical gradients and critical momenta, with policies, with SAM or without (in
 * turns, beyond the bases above).
 * The aggregators take turns, so that each meets every policy and many bases.
 */
const grid: readonly (readonly [string, Optimizer])[] = bases.flatMap(([base, baseOf], i) =>
  policiesOf(base, i).flatMap(([policy, policyOf], j) =>
    (['gradients', 'momenta'] as const).flatMap((of, k) => {
      const turn = (i + j + k) % everyAggregator.length
      const [aggregator, aggregatorOf] = everyAggregator[turn] as (typeof everyAggregator)[number]
      const one = compose({
        base: baseOf(),
        memory: { of, capacity: 3, policy: policyOf(), aggregator: aggregatorOf() },
      })
      const name = `${base}, ${of}, ${policy}, ${aggregator}`
      const both = [
        [name, one],
        [`${name}, SAM`, withSAM(one)],
      ] as const
      return whole.has(base) ? both : [both[(i + k) % 2] as (typeof both)[number]]
    }),
  ),
)

t.test('every base, and every policy and aggregator in pairs, obeys every law', async (t) => {
  for (const law of optimizerLaws) {
    const broken = grid.flatMap(([name, one]) => {
      const complaint = law.check(one)
      return complaint === undefined ? [] : [`${name}: ${complaint}`]
    })
    t.same(broken, [], law.name)
  }
})

t.test(
  'kappa 0 and capacity 0 are the base, bit for bit, for every base and every aggregator',
  async (t) => {
    for (const [name, baseOf] of bases) {
      const base = baseOf()
      const plain = compose({ base })
      const [momentum, scaling] = base.halves({})
      const { last } = base
      const split = compose({
        base: {
          ...base,
          whole: [...momentum, ...scaling],
          ignored: {},
          ...(last === undefined ? {} : { last: (rate) => last(rate, 'momenta') }),
        },
      })
      const turn = everyAggregator.filter(
        (_, i) => whole.has(name) || i === bases.findIndex(([one]) => one === name) % 6,
      )
      for (const [aggregator, aggregatorOf] of turn) {
        const off = (of: 'gradients' | 'momenta') =>
          compose({ base, memory: { of, aggregator: aggregatorOf({ kappa: 0 }) } })
        t.equal(
          equivalentTo(plain, 12).check(off('gradients')),
          undefined,
          `CG of ${name}, ${aggregator}`,
        )
        t.equal(
          equivalentTo(split, 12).check(off('momenta')),
          undefined,
          `CM of ${name}, ${aggregator}`,
        )
      }
      t.equal(
        equivalentTo(plain).check(compose({ base, memory: { of: 'gradients', capacity: 0 } })),
        undefined,
        `CG of ${name}`,
      )
      t.equal(
        equivalentTo(split).check(compose({ base, memory: { of: 'momenta', capacity: 0 } })),
        undefined,
        `CM of ${name}`,
      )
    }
  },
)

t.test(
  'an optimizer as JSON is decoded, built and encoded again, for the whole grid',
  async (t) => {
    const failures: unknown[] = []
    for (const [i, base] of Object.keys(catalogues.bases).entries())
      for (const [policy] of policiesOf(base, i))
        for (const aggregator of Object.keys(aggregators))
          for (const estimator of Object.keys(catalogues.estimators)) {
            const json = {
              base: { name: base },
              memory: {
                of: 'momenta',
                capacity: 2,
                policy: { name: policy },
                aggregator: { name: aggregator, kappa: 0.5 },
                key: { name: 'sumOfNorms', perLeaf: true },
              },
              estimators: [{ name: estimator }],
              clip: { by: 'globalNorm', max: 2 },
            }
            const decoded = decodeOptimizer(JSON.parse(JSON.stringify(json)))
            if (decoded._tag === 'Left') failures.push(decoded.left)
            else if (
              JSON.stringify(encodeOptimizer(buildOptimizer(decoded.right))) !==
              JSON.stringify(json)
            )
              failures.push(json)
          }
    t.same(failures, [])
  },
)
