import type { Scale } from '../axes/Scale.js'
import { fontSize } from '../text/fontSize.js'
import { textWidth } from '../text/textWidth.js'

/** The width of a scale's widest tick label in pixels. */
export const tickExtent = ({ ticks }: Scale): number =>
  ticks.reduce((most, { text }) => Math.max(most, textWidth(text, fontSize.tick)), 0)
