/**
 * What cannot continue after an error: the job alone; all jobs of its task, whose data cannot be
 * loaded; or the run, whose results or checkpoints cannot be written.
 */
export type FailureScope = 'job' | 'task' | 'run'

const scopes = new WeakMap<Error, FailureScope>()

/** An error with a scope. */
export const withScope = (scope: FailureScope, message: string, cause?: unknown): Error => {
  const error = new Error(message, { cause })
  scopes.set(error, scope)
  return error
}

/** The scope of something thrown; `job` if it has none. */
export const scopeOf = (error: unknown): FailureScope =>
  (error instanceof Error ? scopes.get(error) : undefined) ?? 'job'
