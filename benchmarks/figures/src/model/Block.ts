/** An item of a list, which may lead to a part of the page. */
export type Item = {
  readonly text: string
  /** the id of a section */
  readonly link?: string
}

/** A figure with its caption and its data. */
export type FigureBlock = {
  readonly kind: 'figure'
  /** unique on the page: the figure's own `id` */
  readonly id: string
  /** what a plot function returned */
  readonly svg: string
  /** the same figure for narrow screens */
  readonly narrow?: string
  readonly caption: string
  /** what the figure shows, in a JSON file beside the page */
  readonly data: unknown
}

/** A part of a page's section. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'list'
      readonly items: readonly Item[]
      /** in two columns where there is room */
      readonly compact?: boolean
    }
  | FigureBlock
  | {
      readonly kind: 'table'
      /** what `table` returned */
      readonly html: string
    }
  | {
      /** blocks that are shown when the reader opens them */
      readonly kind: 'details'
      readonly summary: string
      readonly blocks: readonly Block[]
    }
  | {
      /** a JSON file beside the page, such as the rows of a table */
      readonly kind: 'data'
      /** the stem of the file's name */
      readonly name: string
      readonly data: unknown
    }
