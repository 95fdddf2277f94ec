/** An axis ready to draw: where its values lie, from 0 to 1, and its ticks. */
export type Scale = {
  readonly label: string
  readonly fraction: (value: number) => number
  readonly ticks: readonly { readonly value: number; readonly text: string }[]
  /** whether the labels are names, which may be broken into lines or turned */
  readonly names: boolean
  /** equal for axes that read alike, so that inner panels needn't repeat them */
  readonly key: string
}
