/** The width of a legend's sample in pixels: long enough for the longest dash. */
export const sampleWidth = 34
