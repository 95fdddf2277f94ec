import { line } from 'd3-shape'
import type { Area } from '../svg/Area.js'
import type { Pixel } from '../svg/Pixel.js'
import { clipLine } from './clipLine.js'
import { runsOf } from './runsOf.js'
import { thin } from './thin.js'

const limit = 2000
const draw = line<Pixel>().digits(2)

/** The path of a line inside an area, of 2000 points at most, broken at its gaps. */
export const linePath = (points: readonly Pixel[], area: Area): string => {
  const runs = runsOf(points)
  const total = runs.reduce((sum, run) => sum + run.length, 0)
  return runs
    .map((run) => thin(run, Math.max(2, Math.floor((run.length * limit) / total))))
    .flatMap((run) => clipLine(run, area))
    .map((piece) => draw([...piece]) ?? '')
    .join('')
}
