/** A part of a figure below its panels, with a layout for a width. */
export type Footer = (width: number) => {
  readonly height: number
  readonly draw: (x: number, y: number) => string
}
