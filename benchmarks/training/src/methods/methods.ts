import type { OptimizerSpec } from '@momenta/optimizers'

/** An optimizer under test: its name in tables, and its definition without a learning rate. */
export interface Method {
  readonly name: string
  readonly spec: OptimizerSpec
}

type Memory = NonNullable<OptimizerSpec['memory']>

const adam = { name: 'adam' } as const
const sam = { name: 'sam', rho: 0.05 } as const
const policy = { name: 'priority', decay: 0.7 } as const
const momenta = { of: 'momenta', capacity: 5, policy } satisfies Memory

/** The five methods of the paper at C = 5, λ = 0.7, ρ = 0.05. */
export const methods: readonly Method[] = [
  { name: 'Adam', spec: { base: adam } },
  { name: 'Adam+CM', spec: { base: adam, memory: momenta } },
  { name: 'Adam+CG', spec: { base: adam, memory: { of: 'gradients', capacity: 5, policy } } },
  { name: 'Adam+SAM', spec: { base: adam, estimators: [sam] } },
  { name: 'Adam+SAM+CM', spec: { base: adam, memory: momenta, estimators: [sam] } },
]

/** The controls: each removes a part of Adam+CM, or adds one to Adam. */
export const controls: readonly Method[] = [
  { name: 'burst, no memory', spec: { base: { ...adam, startup: 'burst' } } },
  { name: 'CM, no entries', spec: { base: adam, memory: { ...momenta, capacity: 0 } } },
  { name: 'CM, no burst', spec: { base: adam, memory: { ...momenta, startup: 'debiased' } } },
  { name: 'CM, v from g²', spec: { base: adam, memory: { ...momenta, nu: 'gradients' } } },
]
