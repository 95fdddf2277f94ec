import { chain, type Transform } from '@momenta/core'
import { scaleByGalore, scaleBySecondMoment } from '@momenta/transforms'
import type { Fields } from './fieldsOf.js'
import { both, decayAfter, firstMoment, leavesWhere, rate } from './parts.js'
import type { Rule, Rules } from './Rule.js'

const isMatrix = (shape: readonly number[]): boolean => shape.length === 2

/** The projection of the group. */
const projection = (o: Fields) => {
  if (o.text('projection_type') !== 'std')
    throw new RangeError('projection_type: only std is replayed')
  return { every: o.number('update_proj_gap'), scale: o.number('scale') }
}

/** Matrices by a transform, other leaves by Adam; the decay is after the step. */
const withAdam =
  (matrices: (o: Fields) => Transform): Rule =>
  (o, { leaves }) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const [lr, eps] = [o.number('lr'), o.number('eps')]
    const scaling = scaleBySecondMoment({ b2, eps, correction: 'after', of: 'grads' })
    return chain(
      leavesWhere(matrices(o), leaves, isMatrix),
      leavesWhere(both(firstMoment(b1), scaling), leaves, (shape) => !isMatrix(shape)),
      rate(lr),
      decayAfter(lr * o.number('weight_decay')),
    )
  }

const galore = (residual: boolean): Rule =>
  withAdam((o) => {
    const [b1 = 0, b2 = 0] = o.numbers('betas')
    const rank = o.number('rank')
    return scaleByGalore({ ...projection(o), rank, b1, b2, eps: o.number('eps'), residual })
  })

const conda = withAdam((o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const rotated = scaleByGalore({
    ...projection(o),
    rank: Number.MAX_SAFE_INTEGER,
    averages: false,
    b2,
    eps: o.number('eps'),
    of: 'grads',
    vectorsOf: 'updates',
  })
  return both(firstMoment(b1), rotated)
})

/** Optimizers of pytorch_optimizer in a subspace of singular vectors. */
export const lowRank: Rules = { GaLore: galore(false), Fira: galore(true), Conda: conda }
