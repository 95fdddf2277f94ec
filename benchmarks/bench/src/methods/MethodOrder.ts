/**
 * The names of all methods of a page, each once. The place of a name decides its colour, dash and
 * marker, so that it looks the same in every figure; a legend leaves out those that a figure does
 * not draw.
 */
export type MethodOrder = readonly string[]
