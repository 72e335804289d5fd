// What is told of a text while it is written: how long it is, how long reading it aloud takes, what could be said more plainly.
import { readingTime } from '../wording/reading-time.ts'
import { plainHints } from '../wording/plain.ts'
import { number } from '../web/helpers.ts'
import { cutFacts } from './outputs/card.ts'
import { fullPanels, sidesOf } from './outputs/leaflet.ts'
import type { Piece, PieceVersion } from './tables.ts'
import type { Measure, PieceHint } from './views.ts'
import { pieceText, postLength, zaloRoom } from './words.ts'

type Text = Pick<PieceVersion, 'title' | 'parts'>
/** Two to three minutes are what people listen to. */
const longestAloud = 180
const mostHints = 30

const minutes = (seconds: number): string => [seconds >= 60 && `${Math.floor(seconds / 60)} phút`, seconds % 60 && `${seconds % 60} giây`].filter(Boolean).join(' ')

export function measuresOf(form: Piece['form'], version: Text, stamp: string): Measure[] {
  if (form === 'zalo') {
    const length = postLength(version, stamp)
    return [{ label: 'Bài Zalo, kể cả dòng nguồn', value: `${number(length)}/${number(zaloRoom)} ký tự`, over: length > zaloRoom }]
  }
  if (form === 'leaflet') {
    const full = fullPanels(sidesOf(version))
    return full.length ? full.map(({ name, left }) => ({ label: `Ô “${name}”`, value: `không in được ${number(left)} câu cuối`, over: true }))
      : [{ label: 'Tờ gấp', value: 'vừa sáu ô', over: false }]
  }
  if (form === 'card') {
    const cut = cutFacts(version)
    return cut.length ? cut.map(name => ({ label: `Ý “${name}”`, value: 'bị cắt bớt chữ trên thẻ', over: true })) : [{ label: 'Thẻ', value: 'đủ chỗ cho mọi chữ', over: false }]
  }
  const { length } = pieceText(version)
  if (form !== 'script') return [{ label: 'Độ dài', value: `${number(length)} ký tự`, over: false }]
  const seconds = readingTime(version.parts.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join('\n'))
  return [{ label: 'Đọc trên loa', value: `khoảng ${minutes(seconds) || '0 giây'}`, over: seconds > longestAloud }]
}

export const hintsOf = (version: Text): PieceHint[] =>
  plainHints(version.parts.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join('\n')).slice(0, mostHints).map(({ quote, advice }) => ({ sentence: quote, why: advice }))
