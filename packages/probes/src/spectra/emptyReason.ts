/** The reason why an operator of dimension 0 gives no number. */
export const emptyReason = 'empty: there are no parameters to measure; the filter keeps none'
