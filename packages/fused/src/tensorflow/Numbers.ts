import type { Program } from '../trace/Program.js'

/** A scalar of a part of the program, by its name. */
export type Numbers = (part: number, name: string) => number

/** The scalars of a step by name. */
export const numbersOf =
  ({ scalars }: Program, values: readonly number[]): Numbers =>
  (part, name) =>
    values[scalars.findIndex((scalar) => scalar.part === part && scalar.name === name)] as number
