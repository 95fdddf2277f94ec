import { describeWhole, type Scalars, type Transform, type WholeDescription } from '@momenta/core'

/** A rule of whole leaves whose scalars depend on the step, the first is 1. */
export const wholeRule = <S extends string, K extends Scalars>(
  slots: WholeDescription<S, K, number>['slots'],
  scalars: (t: number) => K,
  leaf: WholeDescription<S, K & { readonly start: number }, number>['leaf'],
): Transform =>
  describeWhole<S, K & { readonly start: number }, number>({
    name: 'rule',
    slots,
    hyper: {},
    init: () => 0,
    plan: (count) => ({
      next: count + 1,
      // 1 in the first step, else 0
      plan: { scalars: { ...scalars(count + 1), start: count === 0 ? 1 : 0 } },
    }),
    leaf,
  })

/** A slot of one number for each leaf. */
export const oneNumber = { fill: 0, shape: () => [] }
