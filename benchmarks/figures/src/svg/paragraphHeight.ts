import { wrapText } from '../text/wrapText.js'
import { blockHeight } from './blockHeight.js'

/** The height of text wrapped to a width, in pixels: none for no text. */
export const paragraphHeight = (text: string, width: number, size: number): number =>
  blockHeight(wrapText(text, width, size).length, size)
