// What a change would do to the answers, as its page shows it.

/** One test question that would be answered differently. */
export interface EffectLine { href: string; question: string; before: string; after: string; verdict: 'better' | 'worse' | 'other' }

export interface EffectData {
  sentence: string
  /** How much of the tests was asked before the time was up; null: all. */
  partly: string | null
  lines: EffectLine[]
  more: number
}
