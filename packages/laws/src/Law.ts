/**
 * A law: a sentence, and a check that returns a counterexample, or undefined if the law holds. With
 * any test runner, loop over the laws and expect `check(subject)` to be undefined.
 */
export interface Law<S> {
  readonly name: string
  readonly check: (subject: S) => string | undefined
}
