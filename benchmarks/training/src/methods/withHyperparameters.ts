import type { OptimizerSpec } from '@momenta/optimizers'
import type { Hyperparameters } from './Setting.js'

/** The names of the hyperparameters that an optimizer has. */
export const hyperparametersOf = ({
  base,
  memory,
  estimators = [],
}: OptimizerSpec): readonly (keyof Hyperparameters)[] => [
  ...(base.name === 'adam' ? (['b1', 'b2'] as const) : []),
  // a control without entries stays without
  ...(memory === undefined || memory.capacity === 0 ? [] : (['capacity', 'decay'] as const)),
  ...(estimators.some(({ name }) => name === 'sam') ? (['rho'] as const) : []),
]

/** An optimizer with other hyperparameters, as far as it has them. */
export const withHyperparameters = (spec: OptimizerSpec, given: Hyperparameters): OptimizerSpec => {
  const { base, memory, estimators } = spec
  const own = hyperparametersOf(spec)
  const taken = (names: readonly (keyof Hyperparameters)[]): { readonly [name: string]: number } =>
    Object.fromEntries(
      own.flatMap((name) => {
        const value = names.includes(name) ? given[name] : undefined
        return value === undefined ? [] : [[name, value]]
      }),
    )
  const policy = memory?.policy
  return {
    ...spec,
    base: { ...base, ...taken(['b1', 'b2']) },
    ...(memory && {
      memory: {
        ...memory,
        ...taken(['capacity']),
        ...(policy && { policy: { ...policy, ...taken(['decay']) } }),
      },
    }),
    ...(estimators && {
      estimators: estimators.map((one) =>
        one.name === 'sam' ? { ...one, ...taken(['rho']) } : one,
      ),
    }),
  }
}
