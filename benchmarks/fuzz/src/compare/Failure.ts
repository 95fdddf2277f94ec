/** What went wrong in a case, as plain data. */
export interface Failure {
  /** What kind of fault: minimizing keeps to it. */
  readonly kind: string
  /** In which step, counted from 1; 0 before the first. */
  readonly step: number
  /** What came, and what should have come. */
  readonly says: string
}

const failures = new WeakMap<Error, Failure>()

/** Ends a run with a failure. */
export const fail = (kind: string, step: number, says: string): never => {
  const error = new Error(`step ${step}: ${kind}: ${says}`)
  failures.set(error, { kind, step, says })
  throw error
}

/** The failure that a run ended with; any other error is one too. */
export const failureOf = (lane: string, error: unknown): Failure => {
  const known = error instanceof Error ? failures.get(error) : undefined
  if (known !== undefined) return known
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  const place = error instanceof Error ? (error.stack?.split('\n    at ')[1] ?? '') : ''
  return { kind: `${lane} throws`, step: 0, says: `${text} at ${place}` }
}
