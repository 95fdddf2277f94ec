import { fromOptions, type Transform } from '@momenta/core'
import { partition, scaleByAdam, scaleByNu } from '@momenta/transforms'
import type { Base } from './Base.js'
import { average } from './shapes.js'

/** A rule for leaves with two axes, and one for the others. */
const byAxes = (matrices: Transform, others: Transform): Transform =>
  partition({ matrices, others }, (_, shape) =>
    shape.length === 2 && !shape.includes(0) ? 'matrices' : 'others',
  )

/**
 * A rule for leaves with two axes, and Adam for the others.
 *
 * @param rule - The rule for matrices: with a momentum of its own, or after a momentum, with a
 *   second moment of these or of the raw gradients.
 */
export const matricesOrAdam = (
  { b1, b2, eps }: { readonly b1: number; readonly b2: number; readonly eps: number },
  rule: (after?: 'grads' | 'updates') => Transform,
): Base => ({
  whole: byAxes(rule(), scaleByAdam({ b1, b2, eps })),
  cuts: ['nu'],
  halves: ({ nu }) => {
    const of = nu === 'gradients' ? 'grads' : 'updates'
    const others = scaleByNu({ b1: 0, b2, eps, of })
    return [average(b1), fromOptions(byAxes(rule(of), others), { b1: null })]
  },
})
