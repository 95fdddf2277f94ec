export { numbers } from './arithmetic/numbers.js'
export { type CompileOptions, compile, type Run } from './compile/compile.js'
export type { GradientInto } from './compile/evaluator.js'
export { extend } from './definition/extend.js'
export {
  type Evaluation,
  float64,
  type Iterate,
  type Oracle,
  type Runner,
} from './definition/float64.js'
