import { type Optimizer, remember } from '@momenta/core'
import { type Declared, defineFactory, type Factory } from '@momenta/options'
import { type Base, type Cut, cutOptions } from './bases/Base.js'
import { commonOptions } from './commonOptions.js'
import { type Composition, compose } from './compose.js'

/** What tells a finished optimizer from a composition of its base. */
export interface Finish {
  /** Options with another default than those of every optimizer or of the base. */
  readonly own?: Declared
  /** Options of the base that make no difference here. */
  readonly without?: readonly string[]
  /** What a memory stores: gradients, or momenta, with the options of the cut that this base can use. */
  readonly memory?: { readonly of: 'gradients' | 'momenta'; readonly cuts?: readonly (keyof Cut)[] }
}

type Options = { readonly [name: string]: unknown }

const pick = (options: Options, names: readonly string[]): Options =>
  Object.fromEntries(names.map((name) => [name, options[name]]))

const keep = (options: Declared, names: readonly string[]): Declared =>
  Object.fromEntries(Object.entries(options).filter(([name]) => names.includes(name)))

/**
 * A finished optimizer: the factory of a composition, whose options are those of every optimizer, of the base and of the memory
 * side by side.
 */
export const defineOptimizer = <O extends object>(
  name: string,
  base: { (...options: never): Base; readonly options: Declared },
  { own = {}, without = [], memory }: Finish,
): Factory<O, Optimizer> => {
  const cuts: readonly string[] = memory?.cuts ?? []
  const ofBase = Object.keys(base.options).filter((option) => !without.includes(option))
  const ofMemory = memory === undefined ? [] : [...Object.keys(remember.options), ...cuts]
  const options: Declared = {
    ...commonOptions,
    ...keep(base.options, ofBase),
    ...(memory === undefined ? {} : remember.options),
    ...keep(cutOptions, cuts),
    ...own,
  }
  return defineFactory(name, options, (given: Options) =>
    // Each option was checked by the same declaration that compose, the base and the memory have.
    compose({
      ...pick(given, Object.keys(commonOptions)),
      base: Reflect.apply(base, undefined, [pick(given, ofBase)]),
      ...(memory === undefined ? {} : { memory: { of: memory.of, ...pick(given, ofMemory) } }),
    } as Composition),
  )
}
