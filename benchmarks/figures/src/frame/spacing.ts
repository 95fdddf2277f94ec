/** Distances in pixels. */
export const spacing = {
  /** from the drawing's edge */
  border: 8,
  /** between panels */
  gap: 14,
  /** from a panel to the end of its tick labels, less their own size */
  tick: 8,
  /** from a heading or an axis title to what it names */
  text: 4,
} as const
