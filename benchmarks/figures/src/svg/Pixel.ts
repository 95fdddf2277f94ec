/** `[x, y]` in pixels; a coordinate that isn't finite marks a gap. */
export type Pixel = readonly [number, number]
