import { symbolDiamond } from 'd3-shape'
import { markerLooks } from '../marks/markerLooks.js'
import type { Surface } from '../model/Surface.js'
import type { Entry } from './Entry.js'
import { symbolEntry } from './symbolEntry.js'

/** The entry of the minima, if any of the surfaces has one. */
export const minimumEntries = (
  panels: readonly { readonly surface: Surface }[],
): readonly Entry[] =>
  panels.some(({ surface }) => (surface.minima ?? []).length > 0)
    ? [symbolEntry('minimum', symbolDiamond, markerLooks.minimum)]
    : []
