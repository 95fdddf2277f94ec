import { type Declared, defineFactory, type FilledOf } from '@momenta/options'
import type { Base, BaseFactory } from './bases/Base.js'
import type { OptimizerOptions } from './commonOptions.js'
import { defineOptimizer, type FinishedOptimizer } from './defineOptimizer.js'

/** The parts of a rule that has no other use than its optimizer. */
interface Rule<D extends Declared> {
  /** The declared options of the rule. */
  readonly options: D
  /** Options whose defaults differ from those of every optimizer, as the learning rate. */
  readonly own?: Declared
  /** The base from its options, checked and filled in. */
  readonly base: (given: FilledOf<D>) => Base
}

/**
 * Defines an optimizer without a buffer from the declared options of its rule, and a function from
 * these to a base.
 *
 * @param name - The optimizer, as an error names it.
 * @param rule - Its options and its base.
 *
 * @example
 * import { defineRule } from '@momenta/optimizers'
 * import { hyperparameter, ranges } from '@momenta/options'
 * import { ema, scaleBySign } from '@momenta/transforms'
 *
 * const signOfAverage = defineRule('signOfAverage', {
 *   options: { decay: hyperparameter(ranges.decay, 0.9) },
 *   base: ({ decay }) => ({
 *     whole: [...ema({ decay }), ...scaleBySign()],
 *     halves: () => [ema({ decay }), scaleBySign()],
 *   }),
 * })
 * signOfAverage({ decay: 0.5 }).transform.map(({ name }) => name)
 * // => ['ema', 'scaleBySign', 'scaleByLearningRate']
 */
export const defineRule = <D extends Declared, O extends object = OptimizerOptions<D>, E = unknown>(
  name: string,
  { options, own, base }: Rule<D>,
): FinishedOptimizer<O, E> =>
  defineOptimizer(name, defineFactory(`${name}Base`, options, base) as BaseFactory, own)
