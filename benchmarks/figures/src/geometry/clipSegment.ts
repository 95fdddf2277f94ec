import type { Area } from '../svg/Area.js'
import type { Pixel } from '../svg/Pixel.js'

/**
 * The part of a segment inside an area (Liang and Barsky 1984), or `undefined`; an end inside is
 * returned as it is.
 */
export const clipSegment = (
  from: Pixel,
  to: Pixel,
  area: Area,
): readonly [Pixel, Pixel] | undefined => {
  const [[x0, y0], [x1, y1]] = [from, to]
  const [dx, dy] = [x1 - x0, y1 - y0]
  const [right, bottom] = [area.left + area.width, area.top + area.height]
  let [enter, leave] = [0, 1]
  for (const [step, room] of [
    [-dx, x0 - area.left],
    [dx, right - x0],
    [-dy, y0 - area.top],
    [dy, bottom - y0],
  ] as const) {
    if (step === 0 && room < 0) return undefined
    if (step < 0) enter = Math.max(enter, room / step)
    if (step > 0) leave = Math.min(leave, room / step)
  }
  const at = (part: number): Pixel => [x0 + part * dx, y0 + part * dy]
  return enter <= leave ? [enter === 0 ? from : at(enter), leave === 1 ? to : at(leave)] : undefined
}
