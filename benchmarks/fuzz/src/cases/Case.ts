/** What a factory of the packages makes. */
export type Kind =
  | 'transforms'
  /** Transforms that evaluate the loss at other points, as line searches. */
  | 'searches'
  /** Transforms that read a companion of the gradient, as the diagonal of the Hessian. */
  | 'readers'
  | 'memories'
  | 'optimizers'
  | 'bases'
  | 'estimators'
  | 'schedules'
  | 'policies'
  | 'aggregators'
  | 'keys'

/** Leaves by the length of their names, where a factory takes a function of names. */
export interface Mask {
  /** Those whose names' lengths leave this rest when divided by 2. */
  readonly lengthMod2: 0 | 1
}

/** An option of a factory. */
export type Option = number | boolean | string | readonly Option[] | Part | Mask | Fields

/** An option that is a record of options. */
export interface Fields {
  readonly fields: { readonly [name: string]: Option }
}

/** A call of a factory. An optimizer in a chain gives its transform. */
export interface Part {
  readonly kind: Kind
  readonly name: string
  readonly options?: { readonly [name: string]: Option }
  /** The chains that a combinator takes. */
  readonly inside?: readonly (readonly Part[])[]
  readonly mask?: Mask
}

/**
 * A tree of parameters: a leaf by its shape, a list, or a record; its keys are pairs, so that each
 * name can be written in JSON.
 */
export type Tree =
  | { readonly shape: readonly number[] }
  | { readonly items: readonly Tree[] }
  | { readonly keys: readonly (readonly [name: string, tree: Tree])[] }

/** Numbers for the leaves of a tree, made from a seed; `numbersOf` says how. */
export interface Numbers {
  readonly seed: number
  readonly scale: number
  /** One leaf has this number as its first element. */
  readonly spoiled?: { readonly leaf: number; readonly by: 'NaN' | 'Infinity' | '-Infinity' }
}

/** What happens before a step. */
export type Event =
  /** A step that must throw, and change nothing. */
  | {
      readonly does: 'throw'
      readonly how: 'at once' | 'after tensors' | 'wrong shape' | 'missing leaf'
    }
  /**
   * A hyperparameter is set: the which-th, to the first number of a list, from `value` on, that it
   * may have.
   */
  | { readonly does: 'set'; readonly which: number; readonly value: number }
  /** The run continues with a clone, or with the original; the other one must not change. */
  | { readonly does: 'clone'; readonly follow: boolean }
  /** Saved and loaded, as text of JSON or as bytes. */
  | { readonly does: 'save'; readonly json: boolean }
  /**
   * A leaf is added, in the middle of a record or at the end of a list; not where the tree is a
   * leaf.
   */
  | { readonly does: 'extend'; readonly shape: readonly number[] }
  /** These leaves are frozen and all others are not, if the chain has a `freezable`. */
  | { readonly does: 'freeze'; readonly mask: Mask }
  /** A leaf has another size, which must be an error of one line. */
  | { readonly does: 'resize'; readonly leaf: number; readonly size: number }
  /** Arrays that `dataSync` gave are kept; they must stay as they are. */
  | { readonly does: 'keep' }
  /** The oracle's gradients stay with the user; they must stay as they are. */
  | { readonly does: 'hold' }
  /** The runner makes a step on another tree in between. */
  | { readonly does: 'other tree' }
  /**
   * The mixed run continues with the other interpreter, on the other backend, or by
   * `stepAsync`.
   */
  | { readonly does: 'switch'; readonly what: 'interpreter' | 'backend' | 'async' }

/**
 * One step: its gradient (or the minimum of the bowl), the order of keys, and what happens before.
 */
export interface Step {
  readonly numbers: Numbers
  /** The seed of the order of keys; 0 as declared. */
  readonly order: number
  readonly event?: Event
}

/** One run of one optimizer, as plain data. */
export interface Case {
  readonly chain: readonly Part[]
  readonly estimators: readonly Part[]
  readonly tree: Tree
  readonly other: Tree
  readonly start: Numbers
  /** Gradients are the numbers of the step; or those of a bowl around these numbers. */
  readonly loss: 'given' | 'bowl'
  readonly steps: readonly Step[]
}
