/** A function from the step, counted from 0, to a number: a learning rate, a noise level. */
export type Schedule = (step: number) => number
