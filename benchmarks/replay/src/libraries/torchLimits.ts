import { withFields } from './fieldsOf.js'

/** The options of torch.LBFGS that end the iterations of one step. */
export interface TorchLimits {
  readonly iterations: number
  readonly evaluations: number
  /** The largest element of a gradient that is small. */
  readonly gradient: number
  /** The change of the parameters, or of the loss, that is small. */
  readonly change: number
  /** Whether each iteration has a line search. */
  readonly searches: boolean
}

/**
 * The limits of torch.LBFGS, which pytorch_optimizer loads too; undefined for other optimizers,
 * whose steps are one iteration.
 */
export const torchLimits = ({
  name,
  options,
}: {
  readonly [name: string]: unknown
}): TorchLimits | undefined => {
  if (!String(name).endsWith('.LBFGS')) return undefined
  return withFields(String(name), options as { readonly [name: string]: unknown }, (o) => {
    const iterations = o.number('max_iter')
    o.ignore('lr', 'history_size')
    return {
      iterations,
      evaluations: o.optional('max_eval') ?? Math.floor((iterations * 5) / 4),
      gradient: o.number('tolerance_grad'),
      change: o.number('tolerance_change'),
      searches: o.value('line_search_fn') !== null,
    }
  })
}
