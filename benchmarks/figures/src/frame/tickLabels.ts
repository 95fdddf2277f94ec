import type { Scale } from '../axes/Scale.js'
import { blockHeight } from '../svg/blockHeight.js'
import { fontSize } from '../text/fontSize.js'
import { textWidth } from '../text/textWidth.js'
import { wrapText } from '../text/wrapText.js'
import { tickExtent } from './tickExtent.js'

type TickLabels = {
  readonly lines: readonly (readonly string[])[]
  /** upright, because a word is wider than its band */
  readonly turned: boolean
  readonly height: number
}

/** The labels of an x axis over `width` pixels. */
export const tickLabels = (scale: Scale, width: number): TickLabels => {
  const texts = scale.ticks.map(({ text }) => text)
  const band = width / Math.max(1, texts.length) - 6
  const words = scale.names ? texts.flatMap((text) => text.split(/\s+/)) : []
  const turned = words.some((word) => textWidth(word, fontSize.tick) > band)
  const lines = texts.map((text) =>
    scale.names && !turned ? wrapText(text, band, fontSize.tick) : [text],
  )
  const most = lines.reduce((count, { length }) => Math.max(count, length), 0)
  return {
    lines,
    turned,
    height: turned ? tickExtent(scale) : blockHeight(most, fontSize.tick),
  }
}
