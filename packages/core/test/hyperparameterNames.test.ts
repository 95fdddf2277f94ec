import { fromOptions, hyperparametersOf, remember, withHyperparameters } from '@momenta/core'
import { initialState } from '@momenta/core/program'
import t from 'tap'

const leaves = [{ name: 'w', shape: [], size: 1 }]
/** The kappa of a memory after a value was set by a name; the option of its kappa as given. */
const set = (option: string | null | undefined, name: string) => {
  const transform = fromOptions(remember(), option === undefined ? {} : { kappa: option })
  const state = initialState(transform, leaves, () => 0)
  return hyperparametersOf(transform, withHyperparameters(transform, state, { [name]: 0.25 }))[
    'remember.kappa'
  ]
}

t.test(
  'a hyperparameter is set by its own name or by the option that it was taken from',
  async (t) => {
    t.equal(set(undefined, 'kappa'), 0.25)
    t.equal(set('strength', 'strength'), 0.25)
    t.equal(set('strength', 'remember.kappa'), 0.25)
    t.equal(set(null, 'remember.kappa'), 0.25)
  },
)

t.test('unknown names are errors that list the known ones', async (t) => {
  t.throws(() => set(undefined, 'kapa'), {
    name: 'RangeError',
    message:
      /^withHyperparameters: 'kapa' must be one of kappa, remember.kappa; did you mean kappa/,
  })
  t.throws(() => set('strength', 'kappa'), { message: /'kappa' must be one of strength/ })
  t.throws(() => set(null, 'kappa'), { message: /'kappa' must be one of remember.kappa/ })
})

t.test('members of Object are not options', async (t) => {
  const [part] = remember()
  if (part === undefined) return t.fail('remember is one part')
  const kappa = part.hyper.kappa as NonNullable<typeof part.hyper.kappa>
  const [made] = fromOptions([{ ...part, hyper: { toString: kappa } }] as never, {})
  t.equal(Object.entries(made?.hyper ?? {})[0]?.[1].option, kappa.option)
})
