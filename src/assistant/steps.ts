// What led to an answer, as it is shown: each step by its name, the words that spoke for it marked.
import type { Piece } from '../search/ranking.ts'
import type { Step } from './answering.ts'

export interface StepView { label: string; pieces: Piece[] }

const labels: Record<Step['name'], string> = {
  normalise: 'Đọc câu hỏi', personal_data: 'Thông tin riêng', find: 'Tìm trong sổ', pin: 'Ghim, loại trừ', faq: 'Câu hỏi thường gặp', route: 'Phân loại',
    understand: 'Điều được hỏi', follow: 'Mạch hỏi', compare: 'So sánh', gate: 'Cân nhắc', compose: 'Trích',
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

function piecesOf(text: string, evidence: readonly string[] = []): Piece[] {
  if (!evidence.length) return [{ text, hit: false }]
  const longestFirst = evidence.toSorted((a, b) => b.length - a.length).map(escaped).join('|')
  const pattern = new RegExp(`(?<![\\p{L}\\p{M}\\d])(${longestFirst})(?![\\p{L}\\p{M}\\d])`, 'giu')
  // What a captured group splits off stands at the odd places.
  return text.split(pattern).map((part, at) => ({ text: part, hit: at % 2 === 1 })).filter(piece => piece.text)
}

export const stepsShown = (steps: readonly Step[]): StepView[] =>
  steps.map(({ name, decided, evidence }) => ({ label: labels[name], pieces: piecesOf(decided, evidence) }))
