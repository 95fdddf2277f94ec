export { numbers } from './arithmetic/numbers.js'
export {
  type Evaluation,
  float64,
  type Iterate,
  type Oracle,
  type Runner,
} from './definition/float64.js'
