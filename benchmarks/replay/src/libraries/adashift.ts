import { chain } from '@momenta/core'
import { scaleByAdashift } from '@momenta/transforms'
import { rate } from './parts.js'
import type { Rule } from './Rule.js'

/** AdaShift: the second moment of the gradient n steps ago, and the mean of the last n. */
export const adashift: Rule = (o) => {
  const [b1 = 0, b2 = 0] = o.numbers('betas')
  const [keep, eps] = [o.number('keep_num'), o.number('eps')]
  // the file says null for none; its default is a function, which a file cannot hold
  const shared = !o.has('reduce') || o.value('reduce') === 'max'
  return chain(scaleByAdashift({ keep, b1, b2, eps, shared }), rate(o.number('lr')))
}
