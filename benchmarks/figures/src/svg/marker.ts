import { type SymbolType, symbol } from 'd3-shape'
import { element } from './element.js'
import type { Pixel } from './Pixel.js'
import { tenth } from './round.js'

type Look = { readonly fill: string; readonly stroke?: string; readonly area: number }

/** A symbol centred on a point; `area` in square pixels. */
export const marker = (type: SymbolType, [x, y]: Pixel, look: Look): string =>
  element('path', {
    transform: `translate(${tenth(x)} ${tenth(y)})`,
    d: symbol(type, look.area).digits(1)() ?? '',
    fill: look.fill,
    stroke: look.stroke,
  })
