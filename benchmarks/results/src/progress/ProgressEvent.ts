type Happening =
  | { readonly event: 'begin'; readonly label: string; readonly total: number }
  | { readonly event: 'start'; readonly unit: string }
  | { readonly event: 'advance'; readonly weight: number; readonly note?: string }
  | { readonly event: 'resumed'; readonly weight: number }
  | { readonly event: 'expect'; readonly weight: number }
  | { readonly event: 'note'; readonly text: string }
  | {
      readonly event: 'fail'
      readonly message: string
      readonly weight: number
      readonly unit?: string
    }
  | { readonly event: 'done' }

/** What happens in a run, and when (`t`, milliseconds): one line of the `json` reporter. */
export type ProgressEvent = Happening & { readonly t: number }
