// Pieces whose sources have changed since they were composed: shown with a warning everywhere, confirmed only while the words still stand; and the stamp on every output.
import { inArray } from 'drizzle-orm'
import { contentOfVersion, sourceInForce } from '../assistant/register.ts'
import { written } from '../clock.ts'
import { publishedVersions } from '../faqs/faqs.ts'
import { componentText } from '../procedures/comparing.ts'
import { procedureVersions } from '../procedures/tables.ts'
import { askedOnce } from '../store/asked-once.ts'
import type { Read } from '../store/store.ts'
import { line } from '../text.ts'
import { pieces, pieceVersions, type Piece, type PieceSource, type PieceVersion } from './tables.ts'

/** How a source stands today: `same`: there is a newer version, which still says the words. `fresh` is the source in the newest version. */
interface Standing { standing: 'current' | 'same' | 'changed' | 'ended'; fresh: PieceSource | null; sentence: string | null }

type StandingOf = (source: PieceSource) => Promise<Standing>

const said = (words: string, quote: string) => line(words).includes(line(quote))

function standings(db: Read): StandingOf {
  // Many sentences share a version: it is asked for once.
  const inForce = askedOnce((id: string) => sourceInForce(db, id), id => id)
  const published = askedOnce((id: string) => publishedVersions(db, [id]), id => id)

  async function ofProcedure(source: PieceSource & { kind: 'procedure' }): Promise<Standing> {
    const now = await inForce(source.procedureId)
    if (!now) return { standing: 'ended', fresh: null, sentence: 'Thủ tục không còn áp dụng: cần thu hồi bài.' }
    if (now.versionId === source.versionId) return { standing: 'current', fresh: source, sentence: null }
    const same = said(componentText(await contentOfVersion(db, now.versionId), source.section), source.quote)
    return {
      standing: same ? 'same' : 'changed', fresh: same ? { ...source, versionId: now.versionId } : null,
      sentence: `Thủ tục đã có bản ${now.number}, áp dụng từ ${written(now.effectiveFrom)}`
        + `${same ? '; đoạn dẫn vẫn còn nguyên văn.' : '; có đoạn dẫn không còn nguyên văn: cần thu hồi hoặc sửa.'}`,
    }
  }
  async function ofFaq(source: PieceSource & { kind: 'faq' }): Promise<Standing> {
    const [now] = await published(source.faqId)
    if (!now) return { standing: 'ended', fresh: null, sentence: 'Câu hỏi thường gặp được dẫn không còn dùng: cần thu hồi hoặc sửa.' }
    if (now.version.number === source.number) return { standing: 'current', fresh: source, sentence: null }
    const same = said(`${now.version.question}\n${now.version.answer}`, source.quote)
    return {
      standing: same ? 'same' : 'changed', fresh: same ? { ...source, number: now.version.number } : null,
      sentence: `Câu hỏi thường gặp được dẫn đã có bản ${now.version.number}`
        + `${same ? '; đoạn dẫn vẫn còn nguyên văn.' : '; đoạn dẫn không còn nguyên văn: cần thu hồi hoặc sửa.'}`,
    }
  }
  return source => (source.kind === 'faq' ? ofFaq(source) : ofProcedure(source))
}

/** What is wrong with the sources of a version, each sentence once; `stands`: all their words still do. */
export const staleVersion = (db: Read, version: Pick<PieceVersion, 'sources'>): Promise<Stale> => staleBy(standings(db), version)

const placeOf = (source: PieceSource): string => (source.kind === 'faq' ? source.faqId : source.procedureId)

interface Stale { sentences: string[]; stands: boolean; of: (string | null)[] }

async function staleBy(standingOf: StandingOf, { sources }: Pick<PieceVersion, 'sources'>): Promise<Stale> {
  const found: Standing[] = []
  for (const source of sources) found.push(await standingOf(source))
  const of = found.map(({ sentence }) => sentence)
  // Where words of a source are gone, that its others still stand would only confuse.
  const broken = new Set(sources.flatMap((source, at) => (found[at]!.fresh ? [] : [placeOf(source)])))
  const told = sources.flatMap((source, at) => (of[at] && !(found[at]!.fresh && broken.has(placeOf(source))) ? [of[at]] : []))
  return { sentences: [...new Set(told)], stands: broken.size === 0, of }
}

/** The sources in the versions of today, wherever these still say the words. */
export async function refreshed(db: Read, sources: readonly PieceSource[]): Promise<PieceSource[]> {
  const standingOf = standings(db)
  return Promise.all(sources.map(async source => (await standingOf(source)).fresh ?? source))
}

/** Warnings by the id of each piece that needs to be recalled, corrected or confirmed: of what is distributed, or else of the latest version. */
export async function staleOf(db: Read, some: readonly Pick<Piece, 'id' | 'approvedNumber' | 'state'>[]): Promise<Map<string, string[]>> {
  const wanted = some.filter(({ state }) => state !== 'recalled')
  const found = new Map<string, string[]>()
  if (!wanted.length) return found
  const rows = await db.select({ pieceId: pieceVersions.pieceId, number: pieceVersions.number, sources: pieceVersions.sources }).from(pieceVersions)
    .where(inArray(pieceVersions.pieceId, wanted.map(({ id }) => id))).orderBy(pieceVersions.number)
  const byPiece = Map.groupBy(rows, ({ pieceId }) => pieceId)
  const standingOf = standings(db)
  for (const { id, approvedNumber } of wanted) {
    const versions = byPiece.get(id) ?? []
    const shown = versions.find(({ number }) => number === approvedNumber) ?? versions.at(-1)
    const sentences = shown ? (await staleBy(standingOf, shown)).sentences : []
    if (sentences.length) found.set(id, sentences)
  }
  return found
}

/** Pieces in use or being written that quote a procedure or FAQ that has changed. */
export const stalePieces = async (db: Read): Promise<Map<string, string[]>> => 
  staleOf(db, await db.select({ id: pieces.id, approvedNumber: pieces.approvedNumber, state: pieces.state }).from(pieces))

/** What stands on every output: the decisions that published what is quoted, and the day of the data. */
export async function stampOf(db: Read, { sources, dataOn }: Pick<PieceVersion, 'sources' | 'dataOn'>): Promise<string> {
  const ids = [...new Set(sources.flatMap(source => (source.kind === 'procedure' ? source.versionId : [])))]
  const { decision: number, code: ofRecord } = procedureVersions
  const rows = ids.length ? await db.select({ decision: number, code: ofRecord }).from(procedureVersions).where(inArray(procedureVersions.id, ids)) : []
  const decisions = [...new Set(rows.map(({ decision, code }) => (decision ? `QĐ công bố số ${decision.replace(/^(?:Quyết định|QĐ)(?: công bố)?(?: số)?\s+/iu, '')}`
    : `cơ sở dữ liệu thủ tục hành chính${code ? `, mã ${code}` : ''} (chưa ghi số quyết định công bố)`)))]
  const by = decisions.length ? decisions.join('; ') : sources.length ? 'câu hỏi thường gặp đã duyệt' : 'nội dung của cơ quan'
  return `Theo ${by}, dữ liệu ngày ${written(dataOn)}.`
}
