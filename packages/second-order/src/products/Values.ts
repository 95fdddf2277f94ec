/** The numbers of each parameter. */
export type Values = Float32Array[]
