import { fontSize } from '../text/fontSize.js'

/** The height of so many lines of text in pixels. */
export const blockHeight = (lines: number, size: number): number => lines * size * fontSize.line
