// What a record still lacks of the parts that Nghị định 63/2010/NĐ-CP, article 8.2, demands of every procedure.
import type { ProcedureContent } from './content.ts'

/** Parts by the letters of article 8.2; form, conditions and fee are needed only "if any", so a known "none" is enough. */
export const parts = ['code', 'steps', 'channels', 'papers', 'limit', 'audience', 'agency', 'result', 'fee', 'legalBases',
  'levels', 'field'] as const
export type Part = (typeof parts)[number]

export const partSentences: Record<Part, string> = {
  code: 'Chưa có mã số thủ tục.',
  steps: 'Chưa ghi trình tự thực hiện.',
  channels: 'Chưa ghi cách thức thực hiện.',
  papers: 'Chưa ghi thành phần hồ sơ.',
  limit: 'Chưa ghi thời hạn giải quyết cho mọi cách nộp.',
  audience: 'Chưa ghi đối tượng thực hiện.',
  agency: 'Chưa ghi cơ quan thực hiện.',
  result: 'Chưa ghi kết quả thực hiện.',
  fee: 'Chưa có thông tin về phí, lệ phí cho mọi cách nộp.',
  legalBases: 'Chưa ghi căn cứ pháp lý.',
  levels: 'Chưa ghi cấp thực hiện.',
  field: 'Chưa ghi lĩnh vực.',
}

export const partNames: Record<Part, string> = {
  code: 'mã số', steps: 'trình tự', channels: 'cách thức', papers: 'hồ sơ', limit: 'thời hạn', audience: 'đối tượng',
    agency: 'cơ quan thực hiện',
  result: 'kết quả', fee: 'phí, lệ phí', legalBases: 'căn cứ pháp lý', levels: 'cấp thực hiện', field: 'lĩnh vực',
}

/** The missing parts, in the order of `parts`. A fee of null is missing: it never counts as free. */
export function missingParts(content: ProcedureContent): Part[] {
  const { channels } = content
  const lacks: Record<Part, boolean> = {
    code: !content.code,
    steps: !content.steps,
    channels: !channels.length,
    papers: !content.papers.length,
    limit: !channels.length || channels.some(({ limit, limitText }) => !limit && !limitText),
    audience: !content.audience,
    agency: !content.agencies.handling,
    result: !content.result,
    fee: !channels.length || channels.some(({ fee }) => fee === null),
    legalBases: !content.legalBases.length,
    levels: !content.levels.length,
    field: !content.field,
  }
  return parts.filter(part => lacks[part])
}
