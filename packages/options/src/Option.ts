import type { PartKind } from './PartKind.js'
import type { Range } from './Range.js'

/**
 * Whether an option must be given: `default` has a value without it, `optional` has none,
 * `required` must be given.
 */
export type Presence = 'default' | 'optional' | 'required'

/** What kind of value an option takes. */
export type Shape =
  | { readonly kind: 'number'; readonly range: Range }
  | { readonly kind: 'flag' }
  | { readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly kind: 'part'; readonly of: PartKind }
  | { readonly kind: 'predicate' }
  | { readonly kind: 'value' }
  | { readonly kind: 'list'; readonly of: Option }
  | { readonly kind: 'either'; readonly of: readonly Option[] }
  | { readonly kind: 'record'; readonly options: Declared }

/**
 * A problem of a value: what must hold and what was given; a wrong type or a number out of range.
 */
export interface Problem {
  /** As in `must lie in [0, 1), got 1.5`. */
  readonly says: string
  readonly error: 'type' | 'range'
  /** The field at fault, inside an option that has fields of its own. */
  readonly path?: readonly string[]
}

/**
 * One option of a factory: what it accepts, whether it must be given, its default. Plain data and
 * pure functions.
 */
export interface Option<A = unknown, P extends Presence = Presence> {
  readonly shape: Shape
  readonly presence: P
  /** As in `must lie in [0, 1)`. */
  readonly says: string
  readonly problemOf: (value: unknown) => Problem | undefined
  /** The default; where there is none, a value that serves as an example. */
  readonly example: () => A
  /**
   * A random valid value, from a source of uniform numbers in [0, 1) and of parts by kind; without
   * it `drawOptions` draws by the shape.
   */
  readonly draw?: (random: () => number, part: (kind: PartKind) => unknown) => unknown
  /** Whether it is a hyperparameter: a number that can be changed while training. */
  readonly changes: boolean
}

/** A numeric option that can be changed while training. */
export interface HyperOption<P extends Presence = Presence> extends Option<number, P> {
  readonly changes: true
}

/** The options of a factory by name. */
export type Declared = { readonly [name: string]: Option }
