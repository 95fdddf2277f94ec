/** A function from the step, counted from 0, to a number such as a learning rate. */
export type Schedule = (step: number) => number
