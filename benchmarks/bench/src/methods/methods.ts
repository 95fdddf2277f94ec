import type { NamedSpec, OptimizerSpec } from '@momenta/optimizers'
import type { Contender } from '../tasks/Contender.js'

/** Capacity of the memory and decay of its keys. */
export interface Setting {
  readonly capacity: number
  readonly decay: number
}

/**
 * C = 20, λ = 0.99: most likely the setting of the paper's toy table and Fig. 5; the default here.
 */
export const large: Setting = { capacity: 20, decay: 0.99 }

/** C = 5, λ = 0.7: the default of the authors' code. */
export const small: Setting = { capacity: 5, decay: 0.7 }

/** RMS of Adam's steps over that of Adam+CM's on pure noise: 0.23 against 1.00 learning rates. */
export const matchedFactor = 0.23

type Memory = NonNullable<OptimizerSpec['memory']>

const policy = ({ decay }: Setting): NamedSpec => ({ name: 'priority', decay })

const adamWith = (
  of: Memory['of'],
  setting: Setting,
  rest: Partial<Memory> = {},
): OptimizerSpec => ({
  base: { name: 'adam' },
  memory: { of, capacity: setting.capacity, policy: policy(setting), ...rest },
})

const sam: readonly NamedSpec[] = [{ name: 'sam', rho: 0.05 }]

/** The five methods of the paper, by the names of its figures. */
export const paperMethods = (setting: Setting): readonly Contender[] => [
  { name: 'Adam', spec: { base: { name: 'adam' } } },
  { name: 'Adam+SAM', spec: { base: { name: 'adam' }, estimators: sam } },
  { name: 'Adam+CG', spec: adamWith('gradients', setting) },
  { name: 'Adam+CM', spec: adamWith('momenta', setting) },
  { name: 'Adam+SAM+CM', spec: { ...adamWith('momenta', setting), estimators: sam } },
]

/** The controls: each removes a part of Adam+CM, or adds one to Adam. */
export const controls = (setting: Setting): readonly Contender[] => [
  { name: 'burst, no memory', spec: { base: { name: 'adam', startup: 'burst' } } },
  { name: 'CM, no entries', spec: adamWith('momenta', { ...setting, capacity: 0 }) },
  { name: 'CM, no burst', spec: adamWith('momenta', setting, { startup: 'debiased' }) },
  { name: 'CM, v from g²', spec: adamWith('momenta', setting, { nu: 'gradients' }) },
  { name: 'CM, matched step', spec: adamWith('momenta', setting), rateFactor: matchedFactor },
]

/** Methods and controls. */
export const allMethods = (setting: Setting): readonly Contender[] => [
  ...paperMethods(setting),
  ...controls(setting),
]

/** Those whose memory has entries: the others are the same at every setting. */
export const remembering = (setting: Setting): readonly Contender[] =>
  allMethods(setting).filter(({ spec }) => (spec.memory?.capacity ?? 0) > 0)

/** Capacity and decay of a contender for tables; empty without a memory. */
export const settingOf = ({ spec: { memory } }: Contender): string =>
  memory === undefined
    ? ''
    : [memory.capacity, memory.policy?.decay].map((value) => String(value ?? 'default')).join(', ')

/** A contender at a learning rate, times its own factor. */
export const atRate = (
  { spec, rateFactor = 1 }: Contender,
  learningRate: number,
): OptimizerSpec => ({ ...spec, learningRate: learningRate * rateFactor })

const defaultRate = 1e-3

/** A contender at the learning rate of its own spec, times its own factor. */
export const atOwnRate = (contender: Contender): OptimizerSpec =>
  contender.rateFactor === undefined ? contender.spec : atRate(contender, defaultRate)
