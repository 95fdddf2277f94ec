/** How a clip scales: not at all, by one factor, or by two if one would underflow in float32. */
export type ClipVariant = { readonly factors: 0 | 1 | 2 }

/** The factors. */
export type ClipScalars = { readonly factor: number; readonly scale: number }
