/**
 * The form of the aggregate w·u + Σ wᵢ eᵢ: `current` (u), `entries` (Σ wᵢ eᵢ), `currentPlusEntries`
 * (w = 1), `scaledPlusEntries` (any other w).
 */
export type Form = 'current' | 'entries' | 'currentPlusEntries' | 'scaledPlusEntries'

/** The form that needs the least arithmetic. */
export const formOf = (current: number, hasEntries: boolean): Form => {
  if (current === 0) return 'entries'
  if (current !== 1) return 'scaledPlusEntries'
  return hasEntries ? 'currentPlusEntries' : 'current'
}

/** A value for each form. */
export const byForm = <T>(make: (form: Form) => T): { readonly [F in Form]: T } => ({
  current: make('current'),
  entries: make('entries'),
  currentPlusEntries: make('currentPlusEntries'),
  scaledPlusEntries: make('scaledPlusEntries'),
})
