/** The κ of an aggregator, checked. */
export const checkedKappa = (who: string, kappa: number): number => {
  const says = `${who}: kappa must be a finite number >= 0, got`
  if (typeof kappa !== 'number') throw new TypeError(`${says} ${JSON.stringify(kappa)}`)
  if (!(kappa >= 0 && kappa < Number.POSITIVE_INFINITY)) throw new RangeError(`${says} ${kappa}`)
  return kappa
}
