/** How results are rounded: after each operation, as a float32 tensor would be, or not at all. */
export type Rounding = 'float32' | 'float64'
