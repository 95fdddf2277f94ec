import type { Pixel } from './Pixel.js'

const tenths = (value: number): number => Math.round(10 * value)

/** A number of tenths as SVG reads it, without what it can do without: `-.5`, `12`, `3.4`. */
const written = (n: number): string => String(n / 10).replace(/^(-?)0\./, '$1.')

/** Two numbers, apart only where they would run together. */
const pair = (x: number, y: number): string => {
  const [first, second] = [written(x), written(y)]
  return second.startsWith('-') ? first + second : `${first} ${second}`
}

/**
 * The commands of a path through points, as steps from each to the next in tenths of a pixel, which
 * take half the bytes of their places. Rounding does not add up. Steps of nothing are left out.
 */
export const pathData = (points: readonly Pixel[], closed = false): string => {
  const rounded = points.map(([x, y]) => [tenths(x), tenths(y)] as const)
  const steps = rounded.slice(1).map(([x, y], k): readonly [number, number] => {
    const [left, top] = rounded[k] as readonly [number, number]
    return [x - left, y - top]
  })
  const moved = steps.filter(([dx, dy]) => dx !== 0 || dy !== 0)
  // a lone point is a line of length zero, which round caps make a dot
  const drawn = moved.length > 0 ? moved : steps.slice(0, 1)
  const [first] = rounded
  if (first === undefined) return ''
  const line = drawn
    .map(([dx, dy]) => pair(dx, dy))
    .reduce((all, step) => (all === '' || step.startsWith('-') ? all + step : `${all} ${step}`), '')
  return `M${pair(...first)}${line === '' ? '' : `l${line}`}${closed ? 'z' : ''}`
}
