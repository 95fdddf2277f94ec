const rounded = (n: number, decimals: number): string => {
  if (Math.abs(n) >= 1e6) return n.toExponential(2).replace('e+', 'e')
  const unit = 10 ** -decimals
  return decimals < 0 ? String(Math.round(n / unit) * unit) : n.toFixed(decimals)
}

/**
 * The number of decimals that show two significant digits of a spread, or one of a spread of less
 * than ten; negative where these digits are before the point.
 */
const decimalsFor = (spread: number): number => {
  const exponent = Math.floor(Math.log10(spread))
  // a leading 1 or 2 says too little alone
  const first = spread / 10 ** exponent
  return Math.min(12, (first < 3 || exponent > 0 ? 1 : 0) - exponent)
}

/**
 * A number with the digits that its spread supports: one or two significant digits of the spread.
 * Without a spread it has four significant digits.
 */
export const numberText = (value: number, spread: number): string => {
  if (!Number.isFinite(value)) return String(value)
  if (!(Number.isFinite(spread) && spread > 0)) return String(Number(value.toPrecision(4)))
  return rounded(value, decimalsFor(spread))
}

/** `value ± spread`, with the digits that the spread supports; the value alone without one. */
export const uncertainText = (value: number, spread: number): string =>
  Number.isFinite(spread) && Number.isFinite(value)
    ? `${numberText(value, spread)} ± ${spread === 0 ? '0' : numberText(spread, spread)}`
    : numberText(value, spread)

/** `value [low, high]`, with the digits that the interval supports. */
export const intervalText = (value: number, low: number, high: number): string => {
  const spread = (high - low) / 2
  const [a, b, c] = [value, low, high].map((n) => numberText(n, spread))
  // "-0.0" is a zero that was rounded
  const plain = (text: string | undefined) => (text ?? '').replace(/^-(0(\.0+)?)$/, '$1')
  return `${plain(a)} [${plain(b)}, ${plain(c)}]`
}
