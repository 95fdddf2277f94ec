/**
 * How a clip scales: not at all, by one factor, or by two where one would be too small for float32.
 */
export type ClipVariant = { readonly factors: 0 | 1 | 2 }

/** By what it scales. */
export type ClipScalars = { readonly factor: number; readonly scale: number }
