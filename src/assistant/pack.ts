// The knowledge that comes with the portal: the lexicon and the everyday names of procedures, as readable files under data/assistant.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fold } from '../text.ts'
import { readLexicon, type LexiconText } from './lexicon.ts'

const folder = join(import.meta.dirname, '../../data/assistant')

export const packLexicon = (): LexiconText => readLexicon(readFileSync(join(folder, 'lexicon.txt'), 'utf8'))

export interface PackName { phrase: string, operation: string | null, person: string | null }

/** What a procedure's names are kept under: its national code, or its folded name where it has none. */
export const nameKeyOf = ({ code, name }: { code: string | null, name: string }): string => code ?? fold(name).replace(/\s+/g, ' ').trim()

/**
 * Names of a file: '# 1.001699 · Name of the procedure' begins one ('–' for no code), each further line is
 * 'phrase | operation | person'. Throws with the number of a line that is neither.
 */
export function readNames(text: string): Map<string, PackName[]> {
  const found = new Map<string, PackName[]>()
  let list: PackName[] | null = null
  for (const [at, raw] of text.normalize('NFC').split('\n').entries()) {
    const line = raw.trim()
    if (!line) continue
    const head = /^# (\S+) · (.+)$/.exec(line)
    if (head) {
      const key = nameKeyOf({ code: head[1] === '–' ? null : head[1]!, name: head[2]! })
      list = found.get(key) ?? []
      found.set(key, list)
      continue
    }
    const [phrase, operation, person] = line.split('|').map(part => part.trim())
    if (!list || !phrase) throw new Error(`Dòng ${at + 1} không thuộc thủ tục nào: ${line.slice(0, 60)}`)
    list.push({ phrase, operation: operation || null, person: person || null })
  }
  return found
}

const nameFiles = () => readdirSync(join(folder, 'names')).filter(one => one.endsWith('.txt')).sort().map(file => join(folder, 'names', file))

/** Every everyday name of the pack by the key of its procedure. */
export function packNames(): Map<string, PackName[]> {
  const all = new Map<string, PackName[]>()
  for (const file of nameFiles()) {
    for (const [key, list] of readNames(readFileSync(file, 'utf8'))) all.set(key, [...all.get(key) ?? [], ...list])
  }
  return all
}

/** Tells one edition of the pack from another: SHA-256 of its files. */
export function packDigest(): string {
  const sum = createHash('sha256')
  for (const file of [join(folder, 'lexicon.txt'), ...nameFiles()]) sum.update(readFileSync(file))
  return sum.digest('hex')
}
