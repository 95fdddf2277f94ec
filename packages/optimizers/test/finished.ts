import type { Optimizer } from '@momenta/core'
import * as all from '@momenta/optimizers'
import type { Factory } from '@momenta/options'

/** The factory of an optimizer, whatever its options. */
export type Make = Factory<{ readonly [name: string]: unknown }, Optimizer>

type Plain = all.FinishedOptimizer<
  { readonly [name: string]: unknown },
  { readonly [name: string]: unknown }
>

/** The optimizers without a buffer that the index exports. */
export const plain: readonly (readonly [string, Plain])[] = Object.entries(all).flatMap(
  ([name, value]) => (Object.hasOwn(value, 'base') ? [[name, value as Plain] as const] : []),
)

/** The names of the optimizers to test, joined by commas. Default all. */
const only = process.env.OPTIMIZERS?.split(',')

/** Each of them alone, with critical gradients and with critical momenta. */
export const finished: readonly (readonly [string, Make])[] = plain
  .filter(([name]) => only === undefined || only.includes(name))
  .flatMap(([name, make]) => [
    [name, make],
    [`${name}CG`, all.withCriticalGradients(make)],
    [`${name}CM`, all.withCriticalMomenta(make)],
  ])
