// Compares a policy and an aggregator of one's own with those of the library: all combinations, on
// one curved valley, from 10 starting points. Writes ablation.svg.
import { writeFileSync } from 'node:fs'
import { currentPlusMean } from '@momenta/aggregators'
import { compile } from '@momenta/float64'
import { policyLaws } from '@momenta/laws'
import { adam, adamCM } from '@momenta/optimizers'
import { fifo, priority } from '@momenta/policies'
import { everyOther } from './everyOther.js'
import { figure } from './figure.js'
import { halfMean } from './halfMean.js'

// a policy of one's own must obey the laws of policies
for (const { name, check } of policyLaws) {
  const counterexample = check(everyOther)
  if (counterexample !== undefined) throw new Error(`everyOther: ${name}: ${counterexample}`)
}

const learningRate = 0.01
const optimizers = new Map([['adam', adam({ learningRate })]])
const policies = { priority: priority({ decay: 0.9 }), fifo: fifo(), everyOther }
const aggregators = { currentPlusMean: currentPlusMean(), halfMean }
for (const [policyName, policy] of Object.entries(policies))
  for (const [aggregatorName, aggregator] of Object.entries(aggregators))
    optimizers.set(
      `${policyName} + ${aggregatorName}`,
      adamCM({ learningRate, capacity: 5, policy, aggregator }),
    )

/** Rosenbrock's valley: writes the gradient, returns the value. */
const valley = ([p]: readonly Float64Array[], [g]: readonly Float64Array[]): number => {
  const [x = 0, y = 0] = p ?? []
  g?.set([2 * (x - 1) - 400 * x * (y - x * x), 200 * (y - x * x)])
  return (x - 1) ** 2 + 100 * (y - x * x) ** 2
}

const starts = Array.from({ length: 10 }, (_, i) => [-2 + 0.4 * i, 2 - 0.3 * i])
const bars = [...optimizers].map(([name, optimizer]) => {
  const steps = starts.map((start) => {
    const run = compile(optimizer, [start])
    let n = 0
    while (n < 3000 && run.step(valley) > 0.1) n++
    return n
  })
  return { name, value: steps.reduce((sum, n) => sum + n, 0) / steps.length }
})
for (const { name, value } of bars) console.log(`${name.padEnd(28)} ${value.toFixed(0)} steps`)
writeFileSync('ablation.svg', figure('Steps until the loss is below 0.1 (mean of 10 starts)', bars))
