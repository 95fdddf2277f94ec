/** The loss on the line θ + a u: at the step a, its value and its slope ⟨∇f(θ + a u), u⟩. */
export interface Point {
  readonly step: number
  readonly value: number
  readonly slope: number
}

/** The point at the parameters. */
export interface Start extends Point {
  /** max |u|, by which a step moves a parameter at most. */
  readonly size: number
}

/** What a search on a line has found. */
interface Found {
  /** The step, >= 0; 0 if no step makes the loss less. */
  readonly step: number
  /** Whether the step fulfils all conditions of the search. */
  readonly converged: boolean
}

/** A search on a line: yields steps to try, receives the points there. */
export type Line = Generator<number, Found, Point>
