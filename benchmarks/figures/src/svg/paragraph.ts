import { wrapText } from '../text/wrapText.js'
import { textBlock } from './textBlock.js'

type Placement = Parameters<typeof textBlock>[1]

/** Text wrapped to a width. */
export const paragraph = (text: string, width: number, at: Placement): string =>
  textBlock(wrapText(text, width, at.size), at)
