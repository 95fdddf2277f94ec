/** A file that a newcomer adds, and the line for the index of its folder. */
export interface Newcomer {
  readonly kind: string
  readonly file: string
  readonly line: string
  readonly source: string
}

/** One part of each kind, written as CONTRIBUTING.md says. */
export const newcomers: readonly Newcomer[] = [
  {
    kind: 'A policy',
    file: 'packages/policies/src/oldest.ts',
    line: "export { oldest } from './oldest.js'",
    source: `import { defineFactory, type Factory, type NoOptions } from '@momenta/options'
import type { Policy } from './Policy.js'

/** Keeps the first entries and rejects all later ones. */
export const oldest: Factory<NoOptions, Policy> = defineFactory(
  'oldest',
  {},
  () =>
    (keys, newcomer, { capacity }) =>
      Number.isFinite(newcomer) && keys.length < capacity
        ? { keys: [...keys, newcomer], slot: keys.length }
        : { keys, slot: undefined },
)
`,
  },
  {
    kind: 'An aggregator',
    file: 'packages/aggregators/src/currentPlusHalfMean.ts',
    line: "export { currentPlusHalfMean } from './currentPlusHalfMean.js'",
    source: `import { defineFactory, type Factory } from '@momenta/options'
import type { UniformAggregator } from './Aggregator.js'
import { type AggregatorOptions, divisorOptions } from './options.js'
import { uniform } from './uniform.js'

/** u' = u + (1/2n) Σ eᵢ. */
export const currentPlusHalfMean: Factory<AggregatorOptions, UniformAggregator> = defineFactory(
  'currentPlusHalfMean',
  divisorOptions,
  ({ kappa, divisor }) => uniform(kappa, divisor, (n) => ({ current: 1, entries: 0.5 / n })),
)
`,
  },
  {
    kind: 'A schedule',
    file: 'packages/schedules/src/inverseRoot.ts',
    line: "export { inverseRoot } from './inverseRoot.js'",
    source: `import { defineFactory, type Factory, number, type OptionsOf, ranges } from '@momenta/options'
import type { Schedule } from './Schedule.js'

const options = {
  /** The first value, a finite number. Default 1e-3. */
  init: number(ranges.finite, 1e-3),
}

/** init/√(1 + s). */
export const inverseRoot: Factory<OptionsOf<typeof options>, Schedule> = defineFactory(
  'inverseRoot',
  options,
  ({ init }) =>
    (step) =>
      init / Math.sqrt(1 + step),
)
`,
  },
  {
    kind: 'A transform',
    file: 'packages/transforms/src/scaling/scaleBySignOfEma.ts',
    line: "export { scaleBySignOfEma } from './scaling/scaleBySignOfEma.js'",
    source: `import { chain, type Transform } from '@momenta/core'
import { defineFactory, type Factory, hyperparameter, type OptionsOf, ranges } from '@momenta/options'
import { ema } from '../moments/ema.js'
import { scaleBySign } from './scaleBySign.js'

const options = {
  /** Decay of the average, in [0, 1). Default 0.9. */
  decay: hyperparameter(ranges.decay, 0.9),
}

/** u' = sign of the moving average of u. */
export const scaleBySignOfEma: Factory<OptionsOf<typeof options>, Transform> = defineFactory(
  'scaleBySignOfEma',
  options,
  ({ decay }) => chain(ema({ decay }), scaleBySign()),
)
`,
  },
  {
    kind: 'An estimator',
    file: 'packages/estimators/src/averagedTwice.ts',
    line: "export { averagedTwice } from './averagedTwice.js'",
    source: `import type { Estimator } from '@momenta/core'
import { defineFactory, type Factory, type NoOptions } from '@momenta/options'

/** The gradients multiplied by 1/2. */
export const averagedTwice: Factory<NoOptions, Estimator> = defineFactory(
  'averagedTwice',
  {},
  (): Estimator => ({
    name: 'averagedTwice',
    wrap: (oracle, x) => (params, microbatch, evaluation) =>
      x.scope(() => {
        const found = oracle(params, microbatch, evaluation)
        return { ...found, grads: found.grads.map((g) => x.mul(g, x.of(0.5))) }
      }),
  }),
)
`,
  },
  {
    kind: 'A base',
    file: 'packages/optimizers/src/bases/signum.ts',
    line: "export * from './signum.js'",
    source: `import { fromOptions } from '@momenta/core'
import { hyperparameter, ranges } from '@momenta/options'
import { ema, scaleBySign } from '@momenta/transforms'
import type { OptimizerOptions } from '../commonOptions.js'
import type { FinishedOptimizer } from '../defineOptimizer.js'
import { defineRule } from '../defineRule.js'

const options = {
  /** Decay of the momentum, in [0, 1). Default 0.9. */
  b1: hyperparameter(ranges.decay, 0.9),
}

export interface SignumOptions extends OptimizerOptions<typeof options> {}

/** Signum. */
export const signum: FinishedOptimizer<SignumOptions> = defineRule('signum', {
  options,
  base: ({ b1 }) => {
    const momentum = fromOptions(ema({ decay: b1 }), { decay: 'b1' })
    const whole = [...momentum, ...scaleBySign()]
    return { whole, cuts: [], halves: () => [momentum, scaleBySign()] }
  },
})
`,
  },
  {
    kind: 'An optimizer',
    file: 'packages/optimizers/src/bases/sgdw.ts',
    line: "export * from './sgdw.js'",
    source: `import type { Optimizer, RememberOptions } from '@momenta/core'
import { type Factory, flag } from '@momenta/options'
import type { CommonOptions } from '../commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from '../defineOptimizer.js'
import { withCriticalGradients } from '../withCriticalGradients.js'
import { withCriticalMomenta } from '../withCriticalMomenta.js'
import { type SgdOptions, sgdBase } from './sgd.js'

export interface SgdwOptimizerOptions extends SgdOptions, CommonOptions {}
export interface SgdwCMOptions extends SgdwOptimizerOptions, RememberOptions {}

/** SGD with decoupled weight decay. */
export const sgdw: FinishedOptimizer<SgdwOptimizerOptions> = defineOptimizer('sgdw', sgdBase, {
  decoupled: flag(true),
})
/** The same with critical gradients. */
export const sgdwCG: Factory<SgdwCMOptions, Optimizer> = withCriticalGradients(sgdw)
/** The same with critical momenta. */
export const sgdwCM: Factory<SgdwCMOptions, Optimizer> = withCriticalMomenta(sgdw)
`,
  },
]
