/** The measured values: one L2 norm for each leaf. */
export type Norm = 'grads' | 'updates' | 'params'
