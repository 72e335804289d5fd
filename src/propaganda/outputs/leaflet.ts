// The leaflet folded in three: which part stands on which panel of the two sides of the sheet, and in letters of which size.
import type { PiecePart } from '../tables.ts'
import { wrapped } from './letters.ts'
import type { Output } from './output.ts'

/** Sizes of the letters, in points, that a panel may have. */
const panelSizes = [18, 16, 14, 13, 12, 11, 10, 9] as const
const smallest = 9
export interface Panel {
  parts: PiecePart[]
  kind: 'cover' | 'inner' | 'back'
  size: (typeof panelSizes)[number]
  /** Sentences that even the smallest letters leave no room for: not printed, which is said on the panel and to whoever writes. */
  left: number
}

/** Stands where sentences were left out. */
const goesOn = 'Còn nội dung khác: quét mã ở mặt sau, hoặc hỏi nơi nộp hồ sơ.'

// A panel is 99 mm wide and 210 mm high; its margins, its heading and the code on the back take their part.
const millimetre = 72 / 25.4
const room = { width: 81 * millimetre, height: { cover: 84, inner: 178, back: 96 } }

const lines = (text: string, size: number, width: number): number => wrapped(text, width, size, 400).length

const headHeight = (heading: string): number => (heading ? lines(heading, 13, room.width) * 17 + 8 : 0)
const textHeight = (text: string, style: PiecePart['style'], size: number): number =>
  lines(text, size, room.width - (style === 'list' ? 14 : 0)) * size * 1.38 + 3.5

function heightOf({ heading, style, sentences }: PiecePart, size: number): number {
  const texts = style === 'list' ? sentences.map(({ text }) => text) : [sentences.map(({ text }) => text).join(' ')]
  return headHeight(heading) + texts.reduce((sum, text) => sum + textHeight(text, style, size), 0)
}

function panel(parts: PiecePart[], kind: Panel['kind']): Panel {
  const most = room.height[kind] * millimetre
  const fits = panelSizes.find(size => parts.reduce((sum, part) => sum + heightOf(part, size), 0) <= most)
  return fits ? { parts, kind, size: fits, left: 0 } : { ...shortened(parts, most), kind, size: smallest }
}

/** The sentences that there is room for, from the first on; one that alone is too long is cut at a word. */
function shortened(parts: readonly PiecePart[], most: number): Pick<Panel, 'parts' | 'left'> {
  const whole = parts.reduce((sum, { sentences }) => sum + sentences.length, 0)
  let free = most - textHeight(goesOn, 'list', smallest) - parts.reduce((sum, { heading }) => sum + headHeight(heading), 0)
  let told = 0
  const kept = parts.map((part): PiecePart => {
    const sentences: PiecePart['sentences'] = []
    for (const sentence of part.sentences) {
      const height = textHeight(sentence.text, part.style, smallest)
      if (height > free) break
      free -= height
      sentences.push(sentence)
    }
    told += sentences.length
    return { ...part, sentences }
  })
  const [first] = kept
  if (!told && first) {
    const [sentence] = parts[0]!.sentences
    let text = sentence?.text ?? ''
    while (text && textHeight(text, first.style, smallest) > free) text = text.slice(0, Math.floor(text.length * .9)).replace(/\s+\S*$/, '…')
    first.sentences.push({ text, source: sentence?.source ?? null })
  }
  kept.at(-1)?.sentences.push({ text: goesOn, source: null })
  return { parts: kept, left: whole - told }
}

/** The panels on which not everything has room, by their names. */
export const fullPanels = ({ outside, inside }: ReturnType<typeof sidesOf>): { name: string; left: number }[] =>
  [...outside, ...inside].filter(({ left }) => left).map(({ parts, left }) => ({ name: parts[0]?.heading || 'không có tên', left }))

/** The middle parts on four panels in their order, as even as their order allows. */
function onFour(parts: readonly PiecePart[]): PiecePart[][] {
  const panels: PiecePart[][] = [[], [], [], []]
  if (parts.length <= 4) { for (const [at, part] of parts.entries()) panels[at]!.push(part); return panels }
  const all = parts.reduce((sum, part) => sum + heightOf(part, 10), 0)
  let before = 0
  for (const [at, part] of parts.entries()) {
    const own = heightOf(part, 10)
    // Each panel gets one at least, so that none stays empty.
    const least = Math.max(0, 4 - (parts.length - at))
    panels[Math.max(least, Math.min(3, Math.floor((before + own / 2) / all * 4)))]!.push(part)
    before += own
  }
  return panels
}

/**
 * Both sides as they lie on the sheet, from left to right. Outside: the flap that is folded in, the back, the cover;
 * inside: the three panels that are seen when it is open. What is read first after the cover stands on the flap.
 */
export function sidesOf({ parts }: Pick<Output, 'parts'>): { outside: [Panel, Panel, Panel]; inside: [Panel, Panel, Panel] } {
  const [cover, ...rest] = parts
  const back = rest.length > 1 ? rest.pop() : undefined
  const [flap, first, second, third] = onFour(rest).map(one => panel(one, 'inner'))
  const inside = [flap!, first!, second!, third!]
  // Letters of one size look calm; only the fullest panel may have smaller ones.
  const usual = inside.map(({ size }) => size).toSorted((a, b) => a - b)[1]!
  for (const one of inside) if (one.size > usual) one.size = usual
  return { outside: [flap!, panel(back ? [back] : [], 'back'), panel(cover ? [cover] : [], 'cover')], inside: [first!, second!, third!] }
}
