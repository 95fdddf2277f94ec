/** A bar with its name and length. */
export interface Bar {
  readonly name: string
  readonly value: number
}

/** Bars as an SVG. */
export const figure = (title: string, bars: readonly Bar[]): string => {
  const longest = Math.max(...bars.map(({ value }) => value))
  const rows = bars.map(({ name, value }, i) => {
    const y = 50 + 26 * i
    return [
      `<text x="200" y="${y + 13}" text-anchor="end">${name}</text>`,
      `<rect x="210" y="${y}" width="${((300 * value) / longest).toFixed(1)}" height="18" fill="#4477aa"/>`,
      `<text x="520" y="${y + 13}">${value.toPrecision(3)}</text>`,
    ].join('')
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="600" height="${70 + 26 * bars.length}" font-family="sans-serif" font-size="13"><text x="20" y="28" font-size="15">${title}</text>${rows.join('')}</svg>\n`
}
