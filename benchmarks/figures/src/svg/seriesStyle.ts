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

const at = <A>(items: readonly A[], place: number): A => items[place % items.length] as A

/**
 * The style of a series by its place in the figure's list; 7 colours by 5 dashes repeat after 35.
 */
export const seriesStyle =
  (series: readonly string[]) =>
  (name: string): Style => {
    const place = series.indexOf(name)
    if (place < 0)
      throw new Error(
        `seriesStyle: every mark must belong to a series of the figure, got ${JSON.stringify(name)}; add it to \`series\`.`,
      )
    return { colour: at(colours, place), dash: at(dashes, place), symbol: at(symbols, place) }
  }
