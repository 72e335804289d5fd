// The workbook of the reform index: sets of criteria, rounds in which units are scored by them, and ranks of each year.
import { choice, day, flag, id, index, instant, json, real, table, text, unique, whole } from '../store/columns.ts'

/** PAR INDEX, DDCI, SIPAS, chỉ số chuyển đổi số, PAPI, Bộ chỉ số 766, khác */
export const indexKinds = ['parIndex', 'ddci', 'sipas', 'it', 'papi', 'index766', 'other'] as const
export type IndexKind = (typeof indexKinds)[number]

export const setStates = ['draft', 'inUse', 'retired'] as const

/** Bộ tiêu chí; once a round uses it, it changes only as a copy. */
export const criteriaSets = table('criteria_sets', {
  id: id(),
  name: text('name').notNull(),
  index: choice('index', indexKinds).notNull(),
  year: whole('year').notNull(),
  state: choice('state', setStates).notNull(),
  /** Bộ tiêu chí mẫu: of the portal's own making, no text of any authority. */
  sample: flag('sample').notNull().default(false),
  /** Decision that issued it. */
  basis: text('basis'),
  copiedFromId: text('copied_from_id'),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
})

/** có/không, kịp thời/trễ/không, theo khoảng, tỷ lệ × điểm tối đa, mỗi việc, điều tra, chấm tay */
export const methods = ['yesNo', 'timely', 'bands', 'ratio', 'perItem', 'survey', 'manual'] as const
export type Method = (typeof methods)[number]

/** One band of the measured figure: over `from`, or from it on where `included`; null is everything below. */
export interface Band { from: number | null; included: boolean; points: number }

/** What a method needs: which of these count is said by the method. */
export interface Rule {
  bands?: Band[]
  /** Of bands: whether parts of a whole are declared, or one figure. */
  measured?: 'percent' | 'figure'
  /** What is counted: 'nội quy, quy chế', 'TTHC'; of percents the part and the whole. */
  what?: string
  of?: string
  /** Points of each item. */
  each?: number
  /** Points of what came late. */
  late?: number
  /** The percentage from which a ratio gets all points; 100 unless said. */
  full?: number
}

/** From where a criterion takes its figure: a task's target, or a figure of reporting periods. */
export type Source = { kind: 'task'; taskId: string } | { kind: 'figure'; key: string }

/** thường, điểm cộng, điểm trừ */
export const sides = ['plain', 'bonus', 'penalty'] as const
export type Side = (typeof sides)[number]

/** A node of the tree; those with nodes under them have no method, and their maximum is the sum. */
export const criteria = table('criteria', {
  id: id(),
  setId: text('set_id').notNull().references(() => criteriaSets.id),
  parentId: text('parent_id'),
  /** Its place in the set, counted through the tree. */
  position: whole('position').notNull(),
  /** '1.1.2', as the set numbers it. */
  number: text('number').notNull(),
  name: text('name').notNull(),
  side: choice('side', sides).notNull(),
  /** Null for groups. */
  method: choice('method', methods),
  maximum: real('maximum'),
  rule: json<Rule>('rule').notNull(),
  /** yêu cầu tài liệu kiểm chứng; null where none is asked for. */
  evidence: text('evidence'),
  /** Whether units may say that it does not apply to them. */
  optional: flag('optional').notNull().default(false),
  /** Who declares it where the whole office is scored as one. */
  ownerUnitId: text('owner_unit_id'),
  source: json<Source | null>('source'),
}, t => [unique('criteria_number').on(t.setId, t.number), index('criteria_set').on(t.setId, t.position)])

/** đang mở → thẩm định lần 1 → giải trình → thẩm định lần 2 → công bố */
export const stages = ['scoring', 'appraisal', 'explanation', 'reappraisal', 'published'] as const
export type Stage = (typeof stages)[number]

/** Each unit is scored by the whole set, or the whole office is one and each unit declares the criteria it keeps. */
export const ways = ['each', 'office'] as const

export const scoringRounds = table('scoring_rounds', {
  id: id(),
  setId: text('set_id').notNull().references(() => criteriaSets.id),
  name: text('name').notNull(),
  year: whole('year').notNull(),
  way: choice('way', ways).notNull(),
  stage: choice('stage', stages).notNull(),
  /** Units declare on these days, both included; afterwards it is locked. */
  opensOn: day('opens_on').notNull(),
  closesOn: day('closes_on').notNull(),
  explainBy: day('explain_by').notNull(),
  /** The days that figures of the portal are counted for. */
  countsFrom: day('counts_from').notNull(),
  countsTo: day('counts_to').notNull(),
  /** Whether a survey was run; without one its criteria leave the denominator. */
  surveyed: flag('surveyed').notNull(),
  /** Most points added and taken away. */
  bonusMost: real('bonus_most').notNull(),
  penaltyMost: real('penalty_most').notNull(),
  /** By which decision it was published, and when. */
  decision: text('decision'),
  publishedAt: instant('published_at'),
  revision: whole('revision').notNull().default(1),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('scoring_rounds_year').on(t.year)])

/** Phiếu chấm: whom a round scores. */
export const scoringSheets = table('scoring_sheets', {
  id: id(),
  roundId: text('round_id').notNull().references(() => scoringRounds.id),
  /** Null for the whole office. */
  unitId: text('unit_id'),
  position: whole('position').notNull(),
}, t => [index('scoring_sheets_round').on(t.roundId)])

/** điểm đăng ký, tự chấm, thẩm định lần 1, giải trình, thẩm định lần 2 */
export const steps = ['registered', 'declared', 'appraised', 'explained', 'reappraised'] as const
export type Step = (typeof steps)[number]

/** What a unit declared; which fields count is said by the method. */
export interface Declared { answer?: 'yes' | 'no' | 'timely' | 'late' | 'none'; part?: number; of?: number; figure?: number; items?: number; points?: number }

/** A score of one criterion at one step. Rows are never changed: the last of each step holds. */
export const scores = table('scores', {
  id: id(),
  sheetId: text('sheet_id').notNull().references(() => scoringSheets.id),
  criterionId: text('criterion_id').notNull().references(() => criteria.id),
  step: choice('step', steps).notNull(),
  /** Không áp dụng, không phát sinh: leaves the denominator. */
  applies: flag('applies').notNull(),
  points: real('points'),
  /** What the rule gave, and its words; of what was declared. */
  declared: json<Declared | null>('declared'),
  computed: real('computed'),
  words: text('words'),
  /** Why the points are other than the rule's, or the appraiser's other than the unit's. */
  reason: text('reason'),
  /** giải trình, where evidence is missing or the appraisal is doubted. */
  explanation: text('explanation'),
  byId: text('by_id').notNull(),
  at: instant('at').notNull(),
}, t => [index('scores_cell').on(t.sheetId, t.criterionId, t.step)])

/** Score and rank in an index, by year. A row that was put right stays, named by the one after it. */
export const indexRanks = table('index_ranks', {
  id: id(),
  index: choice('index', indexKinds).notNull(),
  year: whole('year').notNull(),
  score: real('score'),
  rank: whole('rank'),
  /** Of how many. */
  among: whole('among'),
  source: text('source').notNull(),
  replacedAt: instant('replaced_at'),
  demo: flag('demo').notNull().default(false),
  madeById: text('made_by_id').notNull(),
  madeAt: instant('made_at').notNull(),
}, t => [index('index_ranks_year').on(t.index, t.year)])

export type CriteriaSet = typeof criteriaSets.$inferSelect
export type Criterion = typeof criteria.$inferSelect
export type ScoringRound = typeof scoringRounds.$inferSelect
export type ScoringSheet = typeof scoringSheets.$inferSelect
export type Score = typeof scores.$inferSelect
export type IndexRank = typeof indexRanks.$inferSelect
