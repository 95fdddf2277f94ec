/** The number of columns of a grid of panels. */
export const widest = (panels: readonly (readonly unknown[])[]): number =>
  panels.reduce((most, { length }) => Math.max(most, length), 1)
