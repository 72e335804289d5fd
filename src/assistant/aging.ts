// What has become of the sources of an answer since: changed, abolished, or past the day by which they should have been looked through.
import { today, written } from '../clock.ts'
import { rowsById, type Snapshot } from '../procedures/catalogue.ts'
import type { Source } from './register.ts'
import type { TurnView } from './views.ts'

/** `register`: as it stands today. */
export function agedOf(register: Snapshot, sources: readonly Source[]): TurnView['aged'] {
  const rows = rowsById(register)
  return sources.flatMap(({ procedureId, versionId, number }) => {
    const row = rows.get(procedureId)
    if (!row) return []
    const href = `/procedures/${procedureId}`
    if (row.state === 'abolished') return [{ sentence: `Thủ tục này đã bãi bỏ từ ${written(row.effectiveFrom)}; câu trả lời chỉ còn để tra lại.`, href,
      label: 'Xem tình trạng hôm nay' }]
    if (row.versionId !== versionId && row.number > number) {
      return [{ sentence: `Câu trả lời này trích bản ${number}; thủ tục đã có bản ${row.number}, áp dụng từ ${written(row.effectiveFrom)}.`, href,
        label: `Xem bản ${row.number} đang áp dụng` }]
    }
    return row.reviewOn && row.reviewOn < today() ? [{ sentence: `Nguồn đã quá hạn soát lại (${written(row.reviewOn)}); nội dung có thể đã cũ.`, href,
      label: 'Xem thủ tục' }] : []
  })
}
