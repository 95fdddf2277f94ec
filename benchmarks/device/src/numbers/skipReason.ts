/**
 * Why an optimizer cannot run on a backend: it reads matrices for a factorization on the host, and
 * the backend cannot be read synchronously. Undefined for other errors.
 */
export const skipReason = (error: unknown): string | undefined =>
  error instanceof Error && error.message.includes('the optimizer needs matrices on the host')
    ? 'reads matrices on the host, and this backend cannot be read synchronously'
    : undefined
