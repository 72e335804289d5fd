// What an administrative procedure (TTHC) consists of: the parts that Nghị định 63/2010/NĐ-CP Đ.8.2 names, with the
// fields of the national database's sheet. One version of a procedure holds exactly one of these, and never changes it.

export const levels = ['ministry', 'province', 'district', 'commune', 'other'] as const
export type Level = (typeof levels)[number]

/** full: toàn trình · partial: một phần · none: chỉ cung cấp thông tin. `null` in a record: chưa có thông tin. */
export const onlineLevels = ['full', 'partial', 'none'] as const
export type OnlineLevel = (typeof onlineLevels)[number]

export const channelKinds = ['inPerson', 'online', 'post'] as const
export type ChannelKind = (typeof channelKinds)[number]

/** `day` (ngày) and `workingDay` (ngày làm việc) are different units and are never converted into each other. */
export const limitUnits = ['hour', 'day', 'workingDay', 'month', 'year'] as const
export type LimitUnit = (typeof limitUnits)[number]

export interface Limit { number: number; unit: LimitUnit }

/** One way of handing in, for one case. The same kind may stand in several rows with limits and fees of their own. */
export interface Channel {
  kind: ChannelKind
  /** "trường hợp" this row is for; null when it is for all. */
  case: string | null
  /** The limit as a number, where the source's words state exactly one. */
  limit: Limit | null
  /** The source's own words for the limit; null is "chưa có thông tin". */
  limitText: string | null
  /** The source's own words; null is "chưa có thông tin", never "miễn phí". */
  fee: string | null
  note: string | null
}

export interface Paper {
  name: string
  case: string | null
  originals: number | null
  copies: number | null
  /** Name or number of the form ("Mẫu số 01…") or of its file. */
  form: string | null
  required: boolean
  note: string | null
}

export const validities = ['inForce', 'partly', 'expired', 'unknown'] as const
export type Validity = (typeof validities)[number]

export interface LegalBasis {
  number: string | null
  title: string | null
  /** 'YYYY-MM-DD' */
  date: string | null
  issuer: string | null
  validity: Validity
}

/** Local cut of the time limit. Compared only when both stand in the same unit. */
export interface Reduction { statutory: Limit; actual: Limit; decision: string | null }

export interface Agencies {
  /** cơ quan thực hiện */
  handling: string | null
  /** cơ quan có thẩm quyền */
  competent: string | null
  /** cơ quan phối hợp */
  coordinating: string | null
  /** cơ quan ban hành */
  issuing: string | null
  /** địa chỉ tiếp nhận hồ sơ */
  receiving: string | null
}

export interface Decision { number: string; /** 'YYYY-MM-DD' */ date: string | null; issuer: string | null }

export interface ProcedureContent {
  /** National code such as 1.001699; null prints as "không có mã số". */
  code: string | null
  name: string
  /** tên thường gọi: what people say instead of the official name. */
  aliases: string[]
  /** lĩnh vực */
  field: string | null
  levels: Level[]
  audience: string | null
  channels: Channel[]
  papers: Paper[]
  /** trình tự thực hiện, one step a line */
  steps: string | null
  /** yêu cầu, điều kiện */
  conditions: string | null
  result: string | null
  legalBases: LegalBasis[]
  agencies: Agencies
  onlineLevel: OnlineLevel | null
  /** nhận hồ sơ, trả kết quả qua bưu chính công ích (BCCI) */
  postal: boolean | null
  reduction: Reduction | null
  /** quyết định công bố */
  decision: Decision | null
  /** Where the record was taken from, for "kiểm tra lại ở nguồn". */
  sourceUrl: string | null
}

/** A record with nothing in it but its name; the starting point of a new procedure and of tests. */
export const emptyContent = (name: string): ProcedureContent => ({
  code: null, name, aliases: [], field: null, levels: [], audience: null, channels: [], papers: [], steps: null,
  conditions: null, result: null, legalBases: [],
  agencies: { handling: null, competent: null, coordinating: null, issuing: null, receiving: null },
  onlineLevel: null, postal: null, reduction: null, decision: null, sourceUrl: null,
})

/** The components a version can change, in the order in which every page, export and comparison shows them. */
export const components = [
  'name', 'code', 'aliases', 'field', 'levels', 'audience', 'agencies', 'channels', 'papers', 'steps', 'conditions',
  'result', 'legalBases', 'onlineLevel', 'postal', 'reduction', 'decision', 'sourceUrl',
] as const satisfies (keyof ProcedureContent)[]
export type Component = (typeof components)[number]
