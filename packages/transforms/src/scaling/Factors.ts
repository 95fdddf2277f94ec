/** By how many factors updates are multiplied: two where one is not a normal number of float32. */
export type FactorsVariant = { readonly factors: 0 | 1 | 2 }

/** The factors. */
export type Factors = { readonly factor: number; readonly scale: number }
