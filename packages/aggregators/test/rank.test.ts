import * as aggregators from '@momenta/aggregators'
import { weightsOf } from '@momenta/aggregators/weights'
import t from 'tap'

t.test('minimum, median and maximum choose by rank where all keys differ', async (t) => {
  // in order 1 (slot 1), 4 (slot 2), 9 (slot 0)
  const chosen = (aggregator: aggregators.Aggregator) => weightsOf(aggregator, [9, 1, 4], 5).entries
  for (const make of [aggregators.minimumEntry, aggregators.currentPlusMinimum])
    t.same(chosen(make()), [0, 1, 0], make.name)
  for (const make of [aggregators.medianEntry, aggregators.currentPlusMedian])
    t.same(chosen(make()), [0, 0, 1], make.name)
  for (const make of [aggregators.maximumEntry, aggregators.currentPlusMaximum])
    t.same(chosen(make()), [1, 0, 0], make.name)
})

t.test(
  'the median of five and of six keys is the third: the lower of the two in the middle',
  async (t) => {
    for (const make of [aggregators.medianEntry, aggregators.currentPlusMedian]) {
      t.same(weightsOf(make(), [5, 4, 3, 2, 1], 6).entries, [0, 0, 1, 0, 0], make.name)
      // in order 1 (slot 5), 2, 3 (slot 3), 4, 5, 6
      t.same(weightsOf(make(), [6, 5, 4, 3, 2, 1], 6).entries, [0, 0, 0, 1, 0, 0], make.name)
    }
  },
)
