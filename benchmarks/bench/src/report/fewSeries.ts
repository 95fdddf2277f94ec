import type { narrowFigure } from '@momenta/bench-figures'

/** More than so many lines in one figure cannot be distinguished. */
export const mostSeries = 20

interface Mark {
  readonly series: string
}

interface Panel {
  readonly lines?: readonly Mark[]
  readonly intervals?: readonly Mark[]
  readonly trajectories?: readonly Mark[]
  readonly arrows?: readonly Mark[]
}

type Panelled = Parameters<typeof narrowFigure>[0]

/** A figure whose marks belong to series. */
export type SeriesFigure = Panelled & { readonly panels: readonly (readonly Panel[])[] }

const kinds = ['lines', 'intervals', 'trajectories', 'arrows'] as const

const marksOf = (panel: Panel): readonly Mark[] => kinds.flatMap((kind) => panel[kind] ?? [])

/**
 * A figure with the marks of its first {@link mostSeries} series alone, and a sentence for its
 * caption if there are more.
 */
export const fewSeries = <F extends SeriesFigure>(
  figure: F,
): { readonly drawn: F; readonly note: string } => {
  const rows: readonly (readonly Panel[])[] = figure.panels
  const used = new Set(
    rows
      .flat()
      .flatMap(marksOf)
      .map(({ series }) => series),
  )
  if (used.size <= mostSeries) return { drawn: figure, note: '' }
  const kept = new Set(figure.series.filter((name) => used.has(name)).slice(0, mostSeries))
  const without = (panel: Panel): Panel => ({
    ...panel,
    ...Object.fromEntries(
      kinds.flatMap((kind) => {
        const marks = panel[kind]
        return marks === undefined
          ? []
          : [[kind, marks.filter(({ series }) => kept.has(series))] as const]
      }),
    ),
  })
  return {
    drawn: { ...figure, panels: rows.map((row) => row.map(without)) },
    note: ` The first ${mostSeries} of ${used.size} are drawn; the data have all.`,
  }
}
