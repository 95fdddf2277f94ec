import * as t from 'io-ts'
import { Loose, LooseList } from '../../tasks/outcomeOf.js'
import { StoredMeasurement } from '../report/StoredMeasurement.js'

const Point = t.union([t.type({ value: Loose }), t.null])
const Cost = t.type({ matvecs: t.number, gradients: t.number, milliseconds: t.number })

/** The findings of a run in the data of a `done` line, as far as the report reads them. */
export const StoredFindings = t.type({
  records: t.readonlyArray(
    t.type({
      step: t.number,
      distance: Loose,
      memories: t.readonlyArray(t.type({ relativeVariance: Loose, agreementByNorm: Loose })),
      amplification: Loose,
      sharpness: Point,
      stability: Point,
      line: Loose,
      cost: Cost,
    }),
  ),
  measures: t.record(t.string, StoredMeasurement),
  density: t.type({ grid: LooseList, density: LooseList }),
  slice: t.type({ at: LooseList, values: LooseList }),
  plane: t.type({ coordinates: t.readonlyArray(LooseList), explained: LooseList }),
  landscape: t.type({ a: LooseList, b: LooseList, values: LooseList }),
  connectivity: t.intersection([StoredMeasurement, t.type({ at: LooseList, values: LooseList })]),
})
