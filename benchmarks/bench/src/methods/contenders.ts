import * as aggregators from '@momenta/aggregators'
import { catalogues, type OptimizerSpec } from '@momenta/optimizers'
import * as policies from '@momenta/policies'
import type { Contender } from '../tasks/Contender.js'
import { controls, paperMethods, small } from './methods.js'

type Base = OptimizerSpec['base']['name']

const bases = Object.keys(catalogues.bases) as readonly Base[]
const policyNames = Object.keys(policies)
const aggregatorNames = Object.keys(aggregators)

/** The paper's methods at C = 5, λ = 0.7, and the controls. */
const paper = [...paperMethods(small), ...controls(small)]

/** Each base alone, with critical gradients, and with critical momenta. */
const over = (some: readonly Base[]): readonly Contender[] =>
  some.flatMap((base) => [
    { name: base, spec: { base: { name: base } } },
    { name: `${base}+CG`, spec: { base: { name: base }, memory: { of: 'gradients' } } },
    { name: `${base}+CM`, spec: { base: { name: base }, memory: { of: 'momenta' } } },
  ])

/** The bases of the default grids; all others run by name. */
const crossed: readonly Base[] = [
  'sgd',
  'rmsprop',
  'adam',
  'adamw',
  'amsgrad',
  'nadam',
  'adabelief',
  'lion',
]
const overBases = over(crossed)
const others = over(bases.filter((base) => !crossed.includes(base)))

/**
 * Every policy with every aggregator, on Adam with critical momenta. Taken from the indexes of the
 * packages, so that a new one takes part.
 */
export const grid: readonly Contender[] = policyNames.flatMap((policy) =>
  aggregatorNames.map((aggregator) => ({
    name: `adam+CM ${policy} ${aggregator}`,
    spec: {
      base: { name: 'adam' },
      memory: { of: 'momenta', policy: { name: policy }, aggregator: { name: aggregator } },
    },
  })),
)

const perturbed = ({ name, spec }: Contender, estimator: 'sam' | 'asam'): Contender => ({
  name: `${name}+${estimator.toUpperCase()}`,
  spec: { ...spec, estimators: [{ name: estimator }] },
})

/** The crossed bases with and without a memory, and all policies with all aggregators. */
export const plainContenders: readonly Contender[] = [...overBases, ...grid]

/** Every combination: the plain ones alone, with SAM and with ASAM. */
export const gridContenders: readonly Contender[] = plainContenders.flatMap((one) => [
  one,
  perturbed(one, 'sam'),
  perturbed(one, 'asam'),
])

/** All optimizers by name for the command line. */
export const contenders: readonly Contender[] = [
  ...paper,
  ...gridContenders,
  ...others.flatMap((one) => [one, perturbed(one, 'sam'), perturbed(one, 'asam')]),
]

/** The optimizers of the MNIST task by default. */
export const mnistContenders: readonly Contender[] = [
  ...paperMethods(small),
  ...controls(small).slice(0, 4),
  ...overBases.filter(({ name }) =>
    ['sgd', 'sgd+CG', 'sgd+CM', 'rmsprop+CM', 'adamw+CM'].includes(name),
  ),
]
