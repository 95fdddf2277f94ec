import type { Section } from './Section.js'

/** The input of {@link page}. */
export type Report = {
  readonly title: string
  /** the first paragraph: what the page reports */
  readonly lead: string
  readonly sections: readonly Section[]
}
