// Pieces as plain text and as Word files: what is read aloud in words only and large letters, the others as they stand.
import { cited, heading, list, paragraph, table, type Block } from '../../documents/body.ts'
import { plainDocument } from '../../documents/plain.ts'
import { readingTime } from '../../wording/reading-time.ts'
import { spoken } from '../../wording/spoken.ts'
import type { PiecePart } from '../tables.ts'
import { draftSentence, type Output } from './output.ts'

const linesOf = ({ style, sentences }: PiecePart): string[] => (style === 'list' ? sentences.map(({ text }) => `• ${text}`) : [sentences.map(({ text }) => text).join(' ')]).filter(Boolean)

const above = ({ draft, warnings }: Output): string[] => [...draft ? [draftSentence] : [], ...warnings.map(sentence => `CẦN XEM LẠI: ${sentence}`)]

/** 150 seconds → 'khoảng 2 phút 30 giây'. */
export function timeInWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60 / 10) * 10]
  return `khoảng ${[minutes && `${minutes} phút`, rest && rest < 60 && `${rest} giây`].filter(Boolean).join(' ') || '10 giây'}`
}

/** What the loudspeaker says: the sentences, paragraph by paragraph; the names of the parts are for whoever writes. */
export const readAloud = ({ parts }: Output): string[] => parts.map(({ sentences }) => sentences.map(({ text }) => spoken(text)).filter(Boolean).join(' ')).filter(Boolean)

/** Seconds that reading it aloud takes. */
export const secondsOf = (output: Output): number => readingTime(readAloud(output).join('\n'))

export function textOf(output: Output): string {
  if (output.form === 'script') {
    const head = [...above(output), output.title, `Thời gian đọc ${timeInWords(secondsOf(output))}.`].map(spoken)
    return `${[...head, '', ...readAloud(output).flatMap(text => [text, '']), spoken(output.stamp)].join('\n')}\n`
  }
  const body = output.parts.flatMap(part => [...part.heading ? [part.heading] : [], ...linesOf(part), ''])
  return `${[...above(output), output.title, '', ...body, output.stamp].join('\n')}\n`
}

const warned = (output: Output): Block[] => above(output).map(text => paragraph([{ text, bold: true }], 'left'))

function scriptBody(output: Output): Block[] {
  const read = readAloud(output)
  return [
    ...warned(output), paragraph([{ text: `Thời gian đọc ${timeInWords(secondsOf(output))}.`, italic: true }], 'left'), ...read.map(text => paragraph(text, 'left')),
    heading(1, 'Bản dịch tiếng dân tộc'),
    paragraph('Ngôn ngữ: ……………………  Người dịch: ……………………  Người đọc soát: ……………………', 'left'),
    table({ columns: [{ title: 'Lời đọc', width: 1 }, { title: 'Bản dịch', width: 1 }], rows: read.flatMap(text => text.split(/(?<=[.!?])\s+/)).map(text => ({ cells: [text, ''] })) }),
  ]
}

/** Sources are numbered in the text and listed at the end, so that whoever checks it finds the place. */
function textBody(output: Output, sourceOf: (place: number) => string): Block[] {
  return [...warned(output), ...output.parts.flatMap((part): Block[] => {
    const words = part.sentences.map(({ text, source }) => (source === null ? text : cited(text, sourceOf(source))))
    const body = part.style === 'list' ? list(words.map(one => [one])) : paragraph(words.flatMap((one, at) => (at ? [' ', one] : [one])))
    return [...part.heading ? [heading(2, part.heading)] : [], body]
  })]
}

export const documentOf = (output: Output, sourceOf: (place: number) => string): Buffer<ArrayBuffer> => plainDocument({
  title: output.title, issuer: output.office, date: output.dataOn, note: `${output.stamp} ${output.office}.`,
  ...(output.form === 'script' ? { body: scriptBody(output), large: 20 } : { body: textBody(output, sourceOf) }),
})
