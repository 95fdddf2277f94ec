/** WGSL that both directions of an LSTM contain. */
export const lstmCell = {
  /** σ and tanh, bounded so that no exponential overflows. */
  activations: `
fn sigmoid(x: f32) -> f32 { return 1.0 / (1.0 + exp(-clamp(x, -80.0, 80.0))); }
fn tangent(x: f32) -> f32 { return 1.0 - 2.0 / (exp(2.0 * clamp(x, -20.0, 20.0)) + 1.0); }`,
  /**
   * Of thread `i` in step p.x: its example and unit, the size of a state, and the place of its
   * first gate among those of all steps; the other three follow at distances of `units`.
   */
  indices: `let units = p.z;
  let example = i / units;
  let unit = i % units;
  let size = p.y * units;
  let at = (p.x * p.y + example) * 4u * units + unit;`,
}
