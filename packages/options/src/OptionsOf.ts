import type { HyperOption, Option } from './Option.js'

type ValueOf<O> = O extends Option<infer A> ? A : never

/**
 * The options that a caller passes: those with a default or optional may be left out. Hover shows
 * the declaration's sentence.
 */
export type OptionsOf<D> = {
  readonly [N in keyof D as D[N] extends Option<unknown, 'required'> ? never : N]?: ValueOf<D[N]>
} & {
  readonly [N in keyof D as D[N] extends Option<unknown, 'required'> ? N : never]: ValueOf<D[N]>
}

/** The options that a factory works with: every default is filled in. */
export type FilledOf<D> = {
  readonly [N in keyof D]: D[N] extends Option<infer A, 'optional'> ? A | undefined : ValueOf<D[N]>
}

/** The names of the options that can be changed while training. */
export type HyperNames<D> = {
  readonly [N in keyof D]: D[N] extends HyperOption ? N : never
}[keyof D]

/** The options of a factory that has none. */
export type NoOptions = { readonly [name: string]: never }
