// The card of large facts as a picture, 1080 by 1350: drawn as SVG with words broken by their measured width, and as PNG.
import { Resvg } from '@resvg/resvg-js'
import { escaped } from '../../documents/word.ts'
import { fontFiles, typeface, wrapped, type Weight } from './letters.ts'
import { draftMark, type Output } from './output.ts'
import { qrPath } from './qr.ts'

const [width, height, edge] = [1080, 1350, 72]
const blue = '#174a8b'
const inner = width - 2 * edge
const qrSize = 176

type Line = { text: string; x: number; y: number; size: number; weight: Weight; fill: string }
interface Fact { label: string; text: string }

const factsOf = ({ parts }: Pick<Output, 'parts'>): Fact[] => parts.map(({ heading, sentences }) => ({ label: heading, text: sentences.map(({ text }) => text).join(' · ') })).filter(({ text }) => text)

/** The title in the largest letters in which it takes few lines; at the smallest it is cut. */
function setTitle(text: string): { lines: string[]; size: number } {
  for (const [size, most] of [[60, 3], [54, 3], [48, 3], [42, 4], [38, 4], [34, 5]] as const) {
    const lines = wrapped(text, inner, size, 700)
    if (lines.length <= most) return { lines, size }
  }
  const lines = wrapped(text, inner - 34, 34, 700)
  return { lines: [...lines.slice(0, 4), `${lines[4]!.replace(/[\s.,;:]+$/, '')}…`], size: 34 }
}

interface Set { facts: { label: string; lines: string[]; cut?: boolean }[]; size: number; gap: number }

/** All facts in the largest letters at which they fit into the room above the foot. */
function setFacts(facts: readonly Fact[], room: number): Set {
  for (let size = 56; ; size -= 2) {
    const set = facts.map(({ label, text }) => ({ label, lines: wrapped(text, inner - 40, size, 700) }))
    const used = set.reduce((sum, { label, lines }) => sum + (label ? 40 : 0) + lines.length * size * 1.24, 0)
    const gap = (room - used) / set.length
    if (gap >= 30) return { facts: set, size, gap: Math.min(gap, 64) }
    if (size <= 24) {
      // Too much even in small letters: each fact keeps the lines that there is room for.
      const most = Math.max(1, Math.floor((room / facts.length - 70) / (size * 1.24)))
      const short = (lines: string[]) => [...lines.slice(0, most - 1), `${lines[most - 1]!.slice(0, -2).trimEnd()}…`]
      return { facts: set.map(({ label, lines }) => (lines.length > most ? { label, lines: short(lines), cut: true } : { label, lines })), size, gap: 30 }
    }
  }
}

/** Room of the facts between the head with a title of so many letters and the foot. */
const headOf = (title: ReturnType<typeof setTitle>): number => 96 + title.lines.length * title.size * 1.2 + 36
const footTop = height - qrSize - 56

/** Names of what cannot be shown whole, the title among them. */
export function cutFacts({ title, parts }: Pick<Output, 'title' | 'parts'>): string[] {
  const set = setTitle(title)
  const { facts } = setFacts(factsOf({ parts }), footTop - 36 - headOf(set) - 24)
  return [...set.lines.at(-1)?.endsWith('…') && !title.endsWith('…') ? ['Tên bài'] : [], ...facts.filter(({ cut }) => cut).map(({ label, lines }) => label || lines[0]!.slice(0, 40))]
}

export function cardSvg(output: Output): string {
  const title = setTitle(output.title)
  const headHeight = headOf(title)
  const stamp = wrapped(output.stamp, inner - qrSize - 40, 22, 400).slice(0, 3)
  const warning = output.warnings.length ? wrapped(`Cần xem lại: ${output.warnings[0]}`, inner, 24, 700).slice(0, 2) : []
  const factsEnd = footTop - (warning.length ? warning.length * 32 + 40 : 16) - 20
  const { facts, size, gap } = setFacts(factsOf(output), factsEnd - headHeight - 24)
  const lines: Line[] = [
    { text: output.office, x: edge, y: 66, size: 26, weight: 400, fill: '#d5e2f3' },
    ...title.lines.map((text, at) => ({ text, x: edge, y: 88 + title.size + at * title.size * 1.2, size: title.size, weight: 700 as const, fill: '#fff' })),
  ]
  const shapes: string[] = []
  let y = headHeight + 24
  for (const fact of facts) {
    const top = y + gap / 2
    y = top
    if (fact.label) { lines.push({ text: fact.label, x: edge + 40, y: y + 28, size: 28, weight: 700, fill: blue }); y += 40 }
    for (const text of fact.lines) { lines.push({ text, x: edge + 40, y: y + size, size, weight: 700, fill: '#19212c' }); y += size * 1.24 }
    shapes.push(`<rect x="${edge}" y="${Math.round(top)}" width="10" height="${Math.round(y - top)}" rx="5" fill="${blue}"/>`)
    y += gap / 2
  }
  if (warning.length) {
    const top = footTop - 16 - warning.length * 32 - 24
    shapes.push(`<rect x="0" y="${top}" width="${width}" height="${warning.length * 32 + 24}" fill="#fdf1d6"/>`)
    for (const [at, text] of warning.entries()) lines.push({ text, x: edge, y: top + 36 + at * 32, size: 24, weight: 700, fill: '#774900' })
  }
  const foot = [...wrapped(output.more.scan, inner - qrSize - 40, 26, 700), output.more.words]
  let footY = footTop + 40
  for (const text of foot) { lines.push({ text, x: edge, y: footY, size: 26, weight: text === output.more.words ? 400 : 700, fill: '#19212c' }); footY += 36 }
  for (const text of stamp) { lines.push({ text, x: edge, y: footY + 8, size: 22, weight: 400, fill: '#4c5665' }); footY += 30 }
  const described = [output.title, ...facts.map(({ label, lines: words }) => `${label}: ${words.join(' ')}`), output.stamp].join('. ')
  const [qrLeft, qrTop] = [width - edge - qrSize, footTop]
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="t d" font-family="'${typeface}', 'Segoe UI', Roboto, 'Noto Sans', sans-serif">`
    + `<title id="t">${escaped(output.title)}</title><desc id="d">${escaped(described)}</desc>`
    + `<rect width="${width}" height="${height}" fill="#fff"/><rect width="${width}" height="${Math.round(headHeight)}" fill="${blue}"/>${shapes.join('')}`
    + `<rect x="0" y="${footTop - 16}" width="${width}" height="2" fill="#d6dbe2"/><path transform="translate(${qrLeft} ${qrTop})" d="${qrPath(output.more.address, qrSize)}" shape-rendering="crispEdges"/>`
    + lines.map(({ text, x, y: at, size: letters, weight, fill }) => `<text x="${x}" y="${Math.round(at)}" font-size="${letters}" font-weight="${weight}" fill="${fill}">${escaped(text)}</text>`).join('')
    + (output.draft ? `<text x="${width / 2}" y="${height / 2}" transform="rotate(-32 ${width / 2} ${height / 2})" text-anchor="middle" font-size="170" font-weight="700" fill="#b01f16" fill-opacity=".28">${draftMark}</text>` : '')
    + '</svg>'
}

export function cardPng(output: Output): Uint8Array<ArrayBuffer> {
  const drawn = new Resvg(cardSvg(output), { font: { fontFiles, loadSystemFonts: false, defaultFontFamily: typeface } }).render().asPng()
  return new Uint8Array(drawn)
}
