/** A part of a page's section. */
export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'figure'
      /** unique on the page: the figure's own `id` */
      readonly id: string
      /** what a plot function returned */
      readonly svg: string
      readonly caption: string
      /** what the figure shows, offered as a JSON download */
      readonly data: unknown
    }
  | {
      readonly kind: 'table'
      /** what `table` returned */
      readonly html: string
    }
