// A piece filled from what is published, by the composer of its form; nothing is written freely, and every sentence has its source or is the office's own.
import { canonical } from '../../procedures/facts.ts'
import { line } from '../../text.ts'
import type { PieceForm, PiecePart, PieceSource, PieceVersion } from '../tables.ts'
import { article } from './article.ts'
import { card } from './card.ts'
import type { Line } from './facts.ts'
import { faqSheet } from './faq-sheet.ts'
import { leaflet } from './leaflet.ts'
import type { Material } from './material.ts'
import { script } from './script.ts'
import { talk } from './talk.ts'
import { zalo } from './zalo.ts'

/** A part before its sources are numbered. */
export interface Drafted { heading: string; style: PiecePart['style']; lines: Line[] }
export type Composed = Pick<PieceVersion, 'title' | 'parts' | 'sources'>

const composers: Record<PieceForm, (material: Material) => Drafted[]> = { script, leaflet, zalo, article, card, faqSheet, talk }

/** Sentences with the places of their sources, each source once; parts without a sentence are left out, unless a form shows them. */
export function numbered(drafted: readonly Drafted[], withEmpty = false): Pick<PieceVersion, 'parts' | 'sources'> {
  const places = new Map<string, number>()
  const sources: PieceSource[] = []
  const placeOf = (source: PieceSource): number => {
    const key = canonical(source)
    if (!places.has(key)) { places.set(key, sources.length); sources.push(source) }
    return places.get(key)!
  }
  const parts = drafted.filter(({ lines }) => withEmpty || lines.length).map(({ heading, style, lines }): PiecePart => ({
    heading, style, sentences: lines.map(({ text, from, reworded }) => ({ text, source: from && placeOf(from), ...from && reworded ? { reworded } : {} })),
  }))
  return { parts, sources }
}

export const drafted = (form: PieceForm, material: Material): Drafted[] => composers[form](material)

export const compose = (form: PieceForm, material: Material): Composed =>
  ({ title: titleOf(line(material.name.text).replace(/\.$/, '')), ...numbered(drafted(form, material)) })

const longestTitle = 300
const titleOf = (name: string): string => (name.length > longestTitle ? name.slice(0, longestTitle).replace(/[\s,;]+\S*$/, '…') : name)
