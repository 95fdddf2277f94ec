import type { Size } from '../model/Size.js'

const clamp = (value: number, minimum: number, maximum: number): number =>
  Math.round(Math.min(maximum, Math.max(minimum, value)))

/**
 * The size of a panel so that so many columns make a page's width; `aspect` is height over width.
 */
export const defaultSize = (columns: number, aspect: number): Size => {
  const width = clamp(900 / Math.max(1, columns) - 40, 130, 460)
  return { width, height: clamp(width * aspect, 110, 480) }
}
