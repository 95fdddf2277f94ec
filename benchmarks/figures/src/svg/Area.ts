/** The inside of a panel: its rectangle in pixels, and where the values of its axes lie. */
export type Area = {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly x: (value: number) => number
  readonly y: (value: number) => number
}
