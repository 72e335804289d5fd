// The form of a piece: for each part a box with one sentence a line, and beside it where every sentence is from.
import { today } from '../clock.ts'
import type { Ask } from '../web/context.ts'
import { filled, type Form } from '../web/forms.ts'
import { numbered, type Drafted } from './composing/composing.ts'
import { formNames } from './forms.ts'
import { hintsOf, measuresOf } from './measure-pages.ts'
import { versionsOfPiece } from './pieces.ts'
import { shownSentence, shownSources } from './source-pages.ts'
import { staleVersion, stampOf } from './stale.ts'
import type { Piece } from './tables.ts'
import type { PieceViews } from './views.ts'
import { baseOf, composedAnew, draftedOf, sourced, typedParts } from './writing.ts'

/** Boxes left for parts that are added. */
const spare = 1

const asForm = (title: string, parts: readonly Drafted[], revision: number, base: string): Form => filled({
  title, revision, base, parts: parts.length,
  ...Object.fromEntries(parts.flatMap(({ heading, style, lines }, at) => [[`heading-${at + 1}`, heading], [`style-${at + 1}`, style], [`part-${at + 1}`, lines.map(({ text }) => text).join('\n')]])),
})

/** What is kept, or with `fresh` what would be composed from the version in force today. */
export async function pieceAsForm(c: Ask, piece: Piece, fresh: boolean): Promise<Form> {
  const { store: { read }, config } = c.var
  const [latest] = await versionsOfPiece(read, piece.id)
  return asForm(latest!.title, fresh ? await composedAnew(read, piece, config.office.name) : draftedOf(latest!), piece.revision, fresh ? 'fresh' : '')
}

export async function pieceFormPage(c: Ask, piece: Piece, form: Form): Promise<PieceViews['propaganda/edit']> {
  const { store: { read }, config } = c.var
  const { values } = form
  const typed = typedParts(values, piece.form)
  const count = Math.min(typed.length, Math.max(typed.findLastIndex(({ heading, texts }) => heading || texts.length) + 1, 1) + spare)
  const found = sourced(typed.slice(0, count), await baseOf(read, piece, (await versionsOfPiece(read, piece.id))[0]!, values.base, config.office.name))
  const { parts, sources } = numbered(found, true)
  const { of } = await staleVersion(read, { sources })
  const shown = await shownSources(read, { sources }, of)
  const version = { title: values.title ?? '', parts }
  return {
    id: piece.id, title: piece.title, form, formName: formNames[piece.form].replace(/^./, first => first.toLocaleLowerCase('vi')), waiting: piece.state === 'waiting',
    labels: { title: 'Tên bài', note: 'Lý do sửa', ...Object.fromEntries(typed.flatMap((_, at) => [[`heading-${at + 1}`, `Tên phần ${at + 1}`], [`part-${at + 1}`, `Phần ${at + 1}`]])) },
    note: values.base === 'fresh' ? 'Đây là nội dung soạn lại từ bản đang áp dụng, chưa lưu. Xem lại rồi lưu thành bản mới.' : null,
    parts: parts.map(({ style, sentences }, at) => ({
      at: at + 1, style, sentences: sentences.map(one => {
        const source = one.source === null ? null : shown[one.source]!
        return { ...shownSentence(one), quote: source?.quote ?? null, where: source && [source.label, source.stale].filter(Boolean).join('. ') }
      }),
    })),
    measures: measuresOf(piece.form, version, await stampOf(read, { sources, dataOn: today() })), hints: hintsOf(version),
  }
}
