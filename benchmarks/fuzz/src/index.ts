export type {
  Case,
  Event,
  Fields,
  Kind,
  Mask,
  Numbers,
  Option,
  Part,
  Step,
  Tree,
} from './cases/Case.js'
export { cases } from './cases/cases.js'
export { numbersOf } from './cases/numbersOf.js'
export { type Named, type Plant, plant, plantsOf } from './cases/plant.js'
export { catalogue, type Factory, type Takes } from './catalogue/catalogue.js'
export { asFloat32, type Bounded, bounded, exactly, mayBe } from './compare/bounded.js'
export { type Checked, type CheckOptions, check, type Stage } from './compare/check.js'
export { difference, type Tolerance } from './compare/difference.js'
export { type Failure, failureOf } from './compare/Failure.js'
export { type Failing, minimized } from './compare/minimized.js'
export { simpler } from './compare/simpler.js'
export { script } from './print/script.js'
export { checkHeld, type Held, heldNow, type Sentinels, sentinels } from './run/heap.js'
export { type Searched, type SearchOptions, search } from './search.js'
