/**
 * An entry of the legend: a sample of the mark, centred on the line `y`, and its label.
 */
export type Entry = {
  readonly label: string
  readonly sample: (x: number, y: number) => readonly string[]
}
