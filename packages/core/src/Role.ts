/**
 * The function of a part in an optimizer, for readers of states: what its host state, its slots and
 * its hyperparameters mean. The host state is that of the part itself, without the combinators
 * around it; see `hostOf`.
 *
 * - `memory`: the host state is `Memories`; the buffers hold an entry for each key.
 * - `momentum`: slot `mu` holds a moving average of the updates; hyperparameter `decay`.
 * - `preconditioner`: divides by (1 − β₁ᵗ)(√(v/(1 − β₂ᵗ)) + ε). Slot `nu` holds v, or `nuMax` in
 *   its place; hyperparameters `b1`, `b2`, `eps`; the host state is t, the number of steps.
 * - `adam`: a momentum with the decay `b1`, and a preconditioner.
 * - `learningRate`: multiplies by −α; hyperparameter `learningRate`, or `hyperAt` gives it if a
 *   schedule gives α.
 */
export type Role = 'memory' | 'momentum' | 'preconditioner' | 'adam' | 'learningRate'
