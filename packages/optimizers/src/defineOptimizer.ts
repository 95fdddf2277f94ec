import { type Optimizer, remember } from '@momenta/core'
import { type Declared, defineFactory, type Factory } from '@momenta/options'
import { type Base, type BaseFactory, cutOptions } from './bases/Base.js'
import { type CommonOptions, commonOptions } from './commonOptions.js'
import { type Composition, compose } from './compose.js'

/** What an optimizer is composed of. */
export interface Parts {
  readonly base: BaseFactory
  /** Options whose defaults differ from those of every optimizer. */
  readonly own: Declared
}

/**
 * A factory of an optimizer without a buffer.
 *
 * @typeParam O - Its options.
 * @typeParam E - What the same optimizer with critical momenta takes besides these and those of the
 *   buffer. Default nothing.
 */
export interface FinishedOptimizer<O extends object, E = unknown>
  extends Factory<O, Optimizer>,
    Parts {
  /** Never set: it carries E to `withCriticalMomenta`. */
  readonly criticalMomenta?: E
}

type Options = { readonly [name: string]: unknown }

const pick = <A>(options: { readonly [name: string]: A }, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => (Object.hasOwn(options, name) ? [[name, options[name] as A]] : [])),
  )

/**
 * The factory of a composition: its options are those of every optimizer, of the base and of the
 * buffer, side by side.
 */
export const defineComposition = <O extends object>(
  name: string,
  { base, own }: Parts,
  of?: 'gradients' | 'momenta',
): Factory<O, Optimizer> => {
  const { cuts = Object.keys(cutOptions), ignored = {} } = base.example()
  const { [of === 'momenta' ? 'momenta' : 'whole']: without = [] } = ignored
  const ofBase = Object.keys(base.options).filter((option) => !without.includes(option))
  const ofMemory: Declared =
    of === undefined
      ? {}
      : {
          ...remember.options,
          ...(of === 'momenta' ? pick<Declared[string]>(cutOptions, cuts) : {}),
        }
  const options: Declared = { ...commonOptions, ...pick(base.options, ofBase), ...ofMemory, ...own }
  return defineFactory(name, options, (given: Options) =>
    // Each option was checked by the same declaration that compose, the base and the buffer have.
    compose({
      ...pick(given, Object.keys(commonOptions)),
      base: base(pick(given, ofBase)),
      ...(of === undefined ? {} : { memory: { of, ...pick(given, Object.keys(ofMemory)) } }),
    } as Composition),
  )
}

/**
 * Defines an optimizer without a buffer from a base.
 *
 * @param name - The optimizer, as an error names it.
 * @param base - The factory of the base.
 * @param own - Options whose defaults differ from those of every optimizer, as the learning rate.
 *
 * @example
 * import { defineOptimizer, sgdBase, withCriticalMomenta } from '@momenta/optimizers'
 *
 * const heavyBall = defineOptimizer('heavyBall', sgdBase)
 * heavyBall().transform.map(({ name }) => name) // => ['trace', 'scaleByLearningRate']
 * withCriticalMomenta(heavyBall).name // => 'heavyBallCM'
 */
export const defineOptimizer = <
  P extends object,
  O extends object = P & CommonOptions,
  E = unknown,
>(
  name: string,
  base: Factory<P, Base> & BaseFactory,
  own: Declared = {},
): FinishedOptimizer<O, E> =>
  Object.assign(defineComposition<O>(name, { base, own }), { base, own })
