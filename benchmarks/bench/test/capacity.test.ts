import { figuresIn } from '@momenta/bench-figures'
import t from 'tap'
import { inner, order } from './jobs.js'

const { capacityFigure } = await inner<typeof import('../dist/probes/networks/capacityFigure.js')>(
  'probes/networks/capacityFigure',
)

type Groups = Parameters<typeof capacityFigure>[0]

const group = (name: string, capacity: number, sharpnesses: readonly number[]) =>
  sharpnesses.map((sharpness) => ({
    job: {
      config: {
        contender: { name, spec: { base: { name: 'adam' }, memory: { of: 'momenta', capacity } } },
        epochs: 2,
        samples: 64,
      },
    },
    values: { sharpness },
  })) as unknown as Groups[number]

t.test('sharpness by capacity is a geometric mean, one series for each method', async (t) => {
  t.strictSame(capacityFigure([], order), [])
  t.strictSame(
    capacityFigure([group('Adam+CM', 5, [1, 2])], order),
    [],
    'one capacity is no comparison',
  )
  const blocks = capacityFigure(
    [group('Adam+CM', 5, [8, 2]), group('Adam+CM, C = 20', 20, [1]), group('Adam+CG', 5, [3, 3])],
    order,
  )
  const [figure] = figuresIn(blocks)
  // exp of the mean of log 8 and log 2
  t.match(figure?.svg, /<title>Adam\+CM: 4 \[/)
  t.match(figure?.svg, /<title>Adam\+CM: 1 \[1, 1\], n = 1/, 'one seed has no interval')
  t.match(figure?.svg, /<title>Adam\+CG: 3 \[3, 3\], n = 2/)
  t.notMatch(figure?.svg, /, C = 20/)
})
