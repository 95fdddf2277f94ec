/** A point of the plane, in data units. */
export type Point = { readonly x: number; readonly y: number }
