import type { Area } from '../svg/Area.js'
import type { Pixel } from '../svg/Pixel.js'
import { pathData } from '../svg/pathData.js'
import { clipLine } from './clipLine.js'
import { runsOf } from './runsOf.js'
import { simplifyLine } from './simplifyLine.js'

/** The path of a line inside an area, broken at its gaps, with as many points as can be seen. */
export const linePath = (points: readonly Pixel[], area: Area): string =>
  runsOf(points)
    .flatMap((run) => clipLine(run, area))
    .map((piece) => pathData(simplifyLine(piece)))
    .join('')
