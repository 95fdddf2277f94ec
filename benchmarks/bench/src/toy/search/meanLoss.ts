/** The mean of losses; infinite if a run diverged. */
export const meanLoss = (losses: readonly number[]): number =>
  losses.reduce((sum, loss) => sum + (Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY), 0) /
  losses.length
