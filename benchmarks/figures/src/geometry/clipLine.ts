import type { Area } from '../svg/Area.js'
import type { Pixel } from '../svg/Pixel.js'
import { clipSegment } from './clipSegment.js'

/** The stretches of an unbroken line that lie inside an area. */
export const clipLine = (run: readonly Pixel[], area: Area): readonly (readonly Pixel[])[] => {
  const pieces: Pixel[][] = []
  let end: Pixel | undefined
  // a lone point is a segment of length zero
  const path = run.length === 1 ? [...run, ...run] : run
  path.slice(1).forEach((next, place) => {
    const from = path[place] as Pixel
    const inside = clipSegment(from, next, area)
    if (inside !== undefined && end === from && inside[0] === from) pieces.at(-1)?.push(inside[1])
    else if (inside !== undefined) pieces.push([...inside])
    end = inside !== undefined && inside[1] === next ? next : undefined
  })
  return pieces
}
