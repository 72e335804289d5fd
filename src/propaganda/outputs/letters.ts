// How wide words are in Be Vietnam Pro, read from the typeface itself: what is drawn breaks its lines by it.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/be-vietnam-pro')))
const fileOf = (name: string): string => join(folder, name, `BeVietnamPro_${name}.ttf`)
export const fontFiles = ['400Regular', '600SemiBold', '700Bold'].map(fileOf)
export const typeface = 'Be Vietnam Pro'

export type Weight = 400 | 700
const faces = new Map<Weight, (letter: number) => number>()

/** Widths of letters in parts of the size: the tables head, hhea, hmtx and cmap (format 4) of a TrueType file. */
function faceOf(weight: Weight): (letter: number) => number {
  const known = faces.get(weight)
  if (known) return known
  const file = readFileSync(fileOf(weight === 700 ? '700Bold' : '400Regular'))
  const table = (name: string): number => {
    for (let at = 12; at < 12 + file.readUInt16BE(4) * 16; at += 16) if (file.toString('latin1', at, at + 4) === name) return file.readUInt32BE(at + 8)
    throw new Error(`the typeface has no table ${name}`)
  }
  const [head, hhea, hmtx, cmap] = [table('head'), table('hhea'), table('hmtx'), table('cmap')]
  const units = file.readUInt16BE(head + 18)
  const wide = file.readUInt16BE(hhea + 34)
  const maps = Array.from({ length: file.readUInt16BE(cmap + 2) }, (_, at) => cmap + file.readUInt32BE(cmap + 8 + at * 8))
  const map = maps.find(at => file.readUInt16BE(at) === 4)!
  const segments = file.readUInt16BE(map + 6) / 2
  const [ends, starts] = [map + 14, map + 16 + segments * 2]
  const [deltas, offsets] = [starts + segments * 2, starts + segments * 4]
  const glyphOf = (letter: number): number => {
    for (let at = 0; at < segments; at++) {
      if (letter > file.readUInt16BE(ends + at * 2)) continue
      const first = file.readUInt16BE(starts + at * 2)
      if (letter < first) return 0
      const [delta, offset] = [file.readUInt16BE(deltas + at * 2), file.readUInt16BE(offsets + at * 2)]
      if (!offset) return letter + delta & 0xffff
      const glyph = file.readUInt16BE(offsets + at * 2 + offset + (letter - first) * 2)
      return glyph ? glyph + delta & 0xffff : 0
    }
    return 0
  }
  const kept = new Map<number, number>()
  const face = (letter: number): number => {
    let width = kept.get(letter)
    if (width === undefined) kept.set(letter, width = file.readUInt16BE(hmtx + Math.min(glyphOf(letter), wide - 1) * 4) / units)
    return width
  }
  faces.set(weight, face)
  return face
}

export function widthOf(text: string, size: number, weight: Weight): number {
  const face = faceOf(weight)
  let width = 0
  for (const letter of text.normalize('NFC')) width += face(letter.codePointAt(0)!)
  return width * size
}

/** The text in lines no wider than `most`; a word that is wider itself is broken. */
export function wrapped(text: string, most: number, size: number, weight: Weight): string[] {
  const lines: string[] = []
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(`${last} ${word}`, size, weight) <= most) { lines[lines.length - 1] = `${last} ${word}`; continue }
    let rest = word
    while (widthOf(rest, size, weight) > most) {
      let count = rest.length - 1
      while (count > 1 && widthOf(rest.slice(0, count), size, weight) > most) count--
      lines.push(rest.slice(0, count))
      rest = rest.slice(count)
    }
    lines.push(rest)
  }
  return lines
}
