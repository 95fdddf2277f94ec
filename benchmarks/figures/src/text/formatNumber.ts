/** A number as a reader writes it: `0.1`, `200`, `1e-6`, to so many significant digits. */
export const formatNumber = (value: number, digits = 4): string => {
  const rounded = Number(value.toPrecision(digits))
  const size = Math.abs(rounded)
  return Number.isFinite(rounded) && rounded !== 0 && (size < 1e-3 || size >= 1e5)
    ? rounded.toExponential().replace('e+', 'e')
    : String(rounded === 0 ? 0 : rounded)
}
