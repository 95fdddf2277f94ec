/** Options of {@link softmaxCrossEntropy}. */
export interface CrossEntropyOptions {
  /**
   * An integer; examples with this label have the loss 0 and the gradient 0. Default -100, as in
   * PyTorch.
   */
  readonly ignoreIndex?: number
}
