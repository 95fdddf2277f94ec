/** Distances in pixels: of the drawing from its border, between panels, from a panel to its tick labels. */
export const spacing = { border: 8, gap: 14, tick: 8 } as const
