import type { Plan, Seen } from '@momenta/core'

/** The companion of the gradient that the transforms here read. */
export const companions = ['hessian']

/** What a plan reads in this step: the diagonal of the Hessian, where an estimator gives it. */
export const hessianOf = ({ more }: Seen): Pick<Plan, 'more'> =>
  more.includes('hessian') ? { more: companions } : {}
