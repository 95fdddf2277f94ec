import type { ProgressReporter } from '@momenta/bench-results'

/** Progress within a job: what it does not report itself is done when it ends. */
export const advancing = (progress: ProgressReporter, weight: number) => {
  let left = weight
  return {
    advance: (share: number, note: string): void => {
      const part = Math.min(left, share * weight)
      left -= part
      progress.advance(part, note)
    },
    rest: () => left,
  }
}
