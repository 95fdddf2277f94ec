/** The kinds of parts that an option may take. */
export type PartKind =
  | 'schedule'
  | 'policy'
  | 'aggregator'
  | 'key'
  | 'transform'
  | 'estimator'
  | 'base'
  | 'optimizer'
