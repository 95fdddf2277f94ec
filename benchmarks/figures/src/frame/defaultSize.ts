import type { Size } from '../Size.js'

const clamp = (value: number, least: number, most: number): number =>
  Math.round(Math.min(most, Math.max(least, value)))

/** The size of a panel so that so many columns make a page's width; `aspect` is height over width. */
export const defaultSize = (columns: number, aspect: number): Size => {
  const width = clamp(900 / Math.max(1, columns) - 40, 130, 460)
  return { width, height: clamp(width * aspect, 110, 480) }
}
