import {
  symbolCircle,
  symbolCross,
  symbolDiamond2,
  symbolSquare2,
  symbolTriangle,
  symbolWye,
} from 'd3-shape'
import type { Style } from './Style.js'

// Okabe and Ito (2008), without the yellow, which is lost on white
const colours = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#000000']
const dashes = [undefined, '7 3', '2 2.5', '9 3 2 3', '12 4']
const symbols = [
  symbolCircle,
  symbolSquare2,
  symbolTriangle,
  symbolDiamond2,
  symbolCross,
  symbolWye,
]

// viridis, from light to dark, without its yellow end
const shades = ['#8FD744', '#35B779', '#21908C', '#31688E', '#443A83', '#440154']

const at = <A>(items: readonly A[], place: number): A => items[place % items.length] as A

/** The shades of so many ordered series, as far apart as they can be. */
const shadeAt = (place: number, count: number): string =>
  shades[Math.round((place * (shades.length - 1)) / Math.max(1, count - 1))] as string

/** The parts of a figure that decide how its series look. */
type Named = { readonly series: readonly string[]; readonly ordered?: boolean }

/**
 * The style of a series by its place in the figure's list; 7 colours by 5 dashes repeat after 35.
 * Series that are values of one quantity have shades from light to dark.
 */
export const seriesStyle =
  ({ series, ordered = false }: Named) =>
  (name: string): Style => {
    const place = series.indexOf(name)
    if (place < 0)
      throw new Error(
        `seriesStyle: every mark must belong to a series of the figure, got ${JSON.stringify(name)}; add it to \`series\`.`,
      )
    const colour = ordered ? shadeAt(place, series.length) : at(colours, place)
    return { colour, dash: at(dashes, place), symbol: at(symbols, place) }
  }
