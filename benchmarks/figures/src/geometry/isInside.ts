import type { Area } from '../svg/Area.js'
import type { Pixel } from '../svg/Pixel.js'

/** Whether a point lies in an area, its border included. */
export const isInside = ([x, y]: Pixel, area: Area): boolean =>
  x >= area.left && x <= area.left + area.width && y >= area.top && y <= area.top + area.height
