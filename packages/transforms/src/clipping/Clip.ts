/** How a clip scales: not at all, by one factor, or by two where one would be too small for float32. */
export type ClipHow = 'pass' | 'clip' | 'twice'

/** By what it scales. */
export type ClipScalars = { readonly factor: number; readonly scale: number }
