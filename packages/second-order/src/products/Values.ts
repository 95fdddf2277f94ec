/** The values of each parameter. */
export type Values = Float32Array[]
