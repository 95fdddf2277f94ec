import { type SearchOptions, script, search } from '@momenta/fuzz'
import t from 'tap'

const count = 24

/**
 * Tests the cases of a seed; a failure is minimized and shown as a script.
 *
 * @param vacuous - The largest share of error bounds that may be infinite, so that they say
 *   nothing. Over many seeds it is 0.2 %, but one case whose numbers overflow can have most of
 *   those of its seed.
 */
export const agrees = (
  seed: number,
  { vacuous, skips = [] }: { readonly vacuous: number; readonly skips?: SearchOptions['skips'] },
): void => {
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
    t.ok(bounded > 50)
    t.ok(unbounded < vacuous * bounded, `${unbounded} of ${bounded} bounds say nothing`)
  })
}
