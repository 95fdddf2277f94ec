/**
 * A law: a sentence, and a check that returns what broke it, or undefined where it holds. So any
 * test runner can run it: loop over the laws and expect `check(subject)` to be undefined.
 */
export interface Law<S> {
  readonly name: string
  readonly check: (subject: S) => string | undefined
}
