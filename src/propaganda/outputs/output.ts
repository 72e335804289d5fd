// What is handed out of a piece: its approved version with the stamp, what warns of it, and where more is found.
import { contentOfVersion } from '../../assistant/register.ts'
import type { Config } from '../../config.ts'
import type { Read } from '../../store/store.ts'
import type { HandedOut } from '../pieces.ts'
import { staleVersion, stampOf } from '../stale.ts'
import type { Piece, PieceForm, PiecePart, PieceVersion } from '../tables.ts'

export const outputFormats = ['print', 'docx', 'txt', 'svg', 'png'] as const
export type OutputFormat = (typeof outputFormats)[number]

/** Files that suit each form. */
export const formatsOf: Record<PieceForm, readonly OutputFormat[]> = {
  script: ['print', 'docx', 'txt'], leaflet: ['print'], zalo: ['txt'], article: ['docx', 'txt'], card: ['png', 'svg'], faqSheet: ['print', 'docx'],
  talk: ['print', 'docx'],
}

export interface Output {
  form: PieceForm
  title: string
  parts: readonly PiecePart[]
  dataOn: string
  /** The decisions and the day of the data: stands on everything that is handed out. */
  stamp: string
  /** Sentences that warn whoever holds it: the source has changed, the piece was recalled. */
  warnings: string[]
  /** Not approved: marked so across each page. */
  draft: boolean
  office: string
  /** The page on the national portal where it is told in full, or its entrance; `scan` says which of them the code opens. */
  more: { address: string; words: string; scan: string }
}

/** The procedure's own page where the record names it; otherwise the entrance, with the code to look for. */
export function nationalPage(sourceUrl: string | null, code: string | null, entrance: string): Output['more'] {
  const own = sourceUrl && URL.canParse(sourceUrl) && /(^|\.)dichvucong\.gov\.vn$/.test(new URL(sourceUrl).hostname) && new URL(sourceUrl).pathname !== '/'
  if (own) {
    const words = code ? `Mã thủ tục: ${code}` : 'Cổng Dịch vụ công quốc gia'
    return { address: sourceUrl, words, scan: 'Quét mã để xem trên Cổng Dịch vụ công quốc gia' }
  }
  const words = code ? `rồi tìm thủ tục theo mã ${code}` : 'rồi tìm theo tên thủ tục'
  return { address: entrance, words, scan: 'Quét mã để mở trang chủ Cổng Dịch vụ công quốc gia' }
}

/** Where what a version quotes is told in full. */
export async function moreOf(db: Read, { sources }: Pick<PieceVersion, 'sources'>, entrance: string): Promise<Output['more']> {
  const source = sources.find(one => one.kind === 'procedure')
  const content = source ? await contentOfVersion(db, source.versionId) : null
  return nationalPage(content?.sourceUrl ?? null, content?.code ?? null, entrance)
}

type Settings = Pick<Config, 'office' | 'nationalPortal'>

export async function outputOf(db: Read, piece: Piece, { version, draft }: HandedOut, { office, nationalPortal }: Settings): Promise<Output> {
  return {
    form: piece.form, title: version.title, parts: version.parts, dataOn: version.dataOn, stamp: await stampOf(db, version), draft, office: office.name,
    warnings: piece.state === 'recalled' ? ['Bài đã thu hồi, không dùng để phát.'] : (await staleVersion(db, version)).sentences,
    more: await moreOf(db, version, nationalPortal),
  }
}

export const draftMark = 'BẢN NHÁP'
export const draftSentence = 'BẢN NHÁP, CHƯA DUYỆT – KHÔNG PHÁT.'
