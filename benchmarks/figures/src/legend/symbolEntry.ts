import type { SymbolType } from 'd3-shape'
import { marker } from '../svg/marker.js'
import type { Entry } from './Entry.js'
import { sampleWidth } from './sampleWidth.js'

/** The entry of a symbol that no series owns. */
export const symbolEntry = (
  label: string,
  type: SymbolType,
  look: { readonly fill: string; readonly stroke: string; readonly area: number },
): Entry => ({ label, sample: (x, y) => [marker(type, [x + sampleWidth / 2, y], look)] })
