export { numbers } from './arithmetic/numbers.js'
export { type CompileOptions, compile, type GradientInto, type Run } from './compiled/compile.js'
export { extend } from './definition/extend.js'
export {
  type Evaluation,
  float64,
  type Iterate,
  type Oracle,
  type Runner,
} from './definition/float64.js'
