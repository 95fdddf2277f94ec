// light enough for coloured lines, and increasing in darkness for print in grey
const low = [251, 252, 253] as const
const high = [148, 168, 188] as const

const hex = (value: number): string => Math.round(value).toString(16).padStart(2, '0')

/** The fill of the k-th of so many bands, from the lowest values (light) to the highest (dark). */
export const fillOf = (band: number, bands: number): string =>
  `#${low.map((from, place) => hex(from + ((high[place] as number) - from) * (band / Math.max(1, bands - 1)))).join('')}`
