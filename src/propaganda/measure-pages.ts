// What is told of a text while it is written: how long it is.
import { number } from '../web/helpers.ts'
import type { Piece, PieceVersion } from './tables.ts'
import type { Measure, PieceHint } from './views.ts'
import { pieceText, zaloRoom } from './words.ts'

export function measuresOf(form: Piece['form'], version: Pick<PieceVersion, 'title' | 'parts'>): Measure[] {
  const text = pieceText(version)
  const words = text.split(/\s+/).filter(Boolean).length
  const length = { label: 'Độ dài', value: `${number(text.length)} ký tự, ${number(words)} chữ`, over: false }
  if (form === 'zalo') return [{ label: 'Bài Zalo', value: `${number(text.length)}/${number(zaloRoom)} ký tự`, over: text.length > zaloRoom }]
  return [length]
}

export const hintsOf = (_version: Pick<PieceVersion, 'title' | 'parts'>): PieceHint[] => []
