import { bytes } from '../bytes'

/** The logit of a label; NaN where the label is not a class. */
export function logitOf(row: usize, label: i32, classes: i32): f32 {
  return label >= 0 && label < classes ? load<f32>(row + bytes(label)) : f32.NaN
}
