import { type SearchOptions, script, search } from '@momenta/fuzz'
import t from 'tap'

/** Tests the cases of a seed; a failure is minimized and shown as a script. */
export const agrees = (seed: number, skips: SearchOptions['skips'] = [], count = 60): void => {
  void t.test(`${count} cases of seed ${seed} agree in every interpreter`, async (t) => {
    t.comment(`npm run fuzz -- --seed ${seed} --cases ${count}`)
    const { cases, bounded, unbounded, found } = await search({
      seed,
      count,
      tries: 300,
      skips,
    })
    t.equal(found && script(found), undefined)
    t.equal(cases, count)
    t.ok(bounded > 100)
    t.ok(unbounded < bounded / 50, `${unbounded} of ${bounded} bounds say nothing`)
  })
}
