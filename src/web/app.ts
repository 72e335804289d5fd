// The web application: middleware in order, then every subject's addresses; refusals and failures become pages.
import { compress } from 'hono/compress'
import { createMiddleware } from 'hono/factory'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { requestId } from 'hono/request-id'
import { secureHeaders } from 'hono/secure-headers'
import { assistantRoutes } from '../assistant/routes.ts'
import { benchRoutes } from '../assistant/bench-routes.ts'
import { invitingRoutes } from '../accounts/inviting-routes.ts'
import { oidcRoutes } from '../accounts/oidc-routes.ts'
import { meRoutes } from '../accounts/me-routes.ts'
import { peopleRoutes } from '../accounts/people-routes.ts'
import { accountRoutes } from '../accounts/routes.ts'
import { adminRoutes } from '../admin/routes.ts'
import { takeAwayRoutes } from '../admin/take-away-routes.ts'
import { calendarRoutes } from '../calendar/routes.ts'
import { conclusionRegisterRoutes } from '../conclusions/register-routes.ts'
import { conclusionRoutes } from '../conclusions/routes.ts'
import { demandRoutes } from '../demand/routes.ts'
import { deskRoutes } from '../desk/routes.ts'
import { citingRoutes } from '../evidence/citing-routes.ts'
import { dossierRoutes } from '../dossiers/routes.ts'
import { documentRoutes } from '../documents/routes.ts'
import { changeRoutes } from '../enquiries/change-routes.ts'
import { flowRoutes } from '../enquiries/flow-routes.ts'
import { enquiryRoutes } from '../enquiries/routes.ts'
import { ofEnquiries } from '../enquiries/saved-pages.ts'
import { evidenceRoutes } from '../evidence/routes.ts'
import { eventRoutes } from '../events/routes.ts'
import { faqRoutes } from '../faqs/routes.ts'
import { figureRoutes } from '../figures/routes.ts'
import { Invalid, NotAllowed, NotFound } from '../errors.ts'
import { feedRoutes } from '../notifications/feed-routes.ts'
import { escalationRoutes } from '../notifications/escalation-routes.ts'
import { mailRoutes } from '../notifications/mail-routes.ts'
import { notificationRoutes } from '../notifications/routes.ts'
import { backlogRoutes } from '../meetings/backlog-routes.ts'
import { agendaRoutes } from '../meetings/agenda-routes.ts'
import { meetingEditRoutes } from '../meetings/edit-routes.ts'
import { seriesRoutes } from '../meetings/series-routes.ts'
import { packageRoutes } from '../meetings/package-routes.ts'
import { roomRoutes } from '../meetings/room-routes.ts'
import { meetingRoutes } from '../meetings/routes.ts'
import { pinRoutes } from '../lexicon/pin-routes.ts'
import { nameRoutes } from '../lexicon/name-routes.ts'
import { lexiconRoutes } from '../lexicon/routes.ts'
import { homeRoutes } from '../home/routes.ts'
import { handoverRoutes } from '../learning/handover-routes.ts'
import { queueRoutes } from '../learning/queue-routes.ts'
import { importRoutes } from '../procedures/import-routes.ts'
import { officeRoutes } from '../office/routes.ts'
import { paperRegisterRoutes } from '../papers/register-routes.ts'
import { supplementRoutes } from '../papers/supplement-routes.ts'
import { paperRoutes } from '../papers/routes.ts'
import { planImportRoutes } from '../plans/import-routes.ts'
import { reportPartRoutes } from '../periodic-reports/part-routes.ts'
import { periodicReportRoutes } from '../periodic-reports/report-routes.ts'
import { periodRoutes } from '../periods/routes.ts'
import { planRoutes } from '../plans/routes.ts'
import { planTaskRoutes } from '../plans/task-routes.ts'
import { reviewRoutes } from '../procedures/review-routes.ts'
import { procedureRoutes } from '../procedures/routes.ts'
import { distributionRoutes } from '../propaganda/distribution-routes.ts'
import { propagandaPlanRoutes } from '../propaganda/plan-routes.ts'
import { effectRoutes } from '../proving/effect-routes.ts'
import { provingRoutes } from '../proving/routes.ts'
import { runRoutes } from '../proving/run-routes.ts'
import { answerRoutes } from '../replies/answer-routes.ts'
import { publicationRoutes } from '../replies/publication-routes.ts'
import { templateRoutes } from '../replies/template-routes.ts'
import { slipRoutes } from '../slips/routes.ts'
import { pieceRoutes } from '../propaganda/routes.ts'
import { secondFactorRoutes } from '../second-factor/routes.ts'
import { resultRoutes } from '../scoring/result-routes.ts'
import { levelRoutes } from '../reorganising/level-routes.ts'
import { reorganisingRoutes } from '../reorganising/routes.ts'
import { scoringRoutes } from '../scoring/routes.ts'
import { setRoutes } from '../scoring/set-routes.ts'
import { searchRoutes } from '../search/routes.ts'
import { batchRoutes } from '../register/batch-routes.ts'
import { registerRoutes } from '../register/routes.ts'
import { savedRoutes, savedRoutesOf } from '../register/saved-routes.ts'
import { taskRoutes } from '../tasks/routes.ts'
import { sourceRoutes } from '../sources/routes.ts'
import { unitRoutes } from '../units/routes.ts'
import { healthRoutes } from './health.ts'
import { serveAsset } from './assets.ts'
import { routes, type Ask, type Parts, type Portal } from './context.ts'
import { isMultipart } from './forms.ts'
import { logged, log } from './log.ts'
import { page } from './render.ts'
import { counted, guarded, signedIn } from './signed-in.ts'
import { view } from './views.ts'

export function createApp(parts: Parts) {
  const { config } = parts
  const app = routes()
  app.use(requestId())
  app.use(logged)
  app.use(async (c, next) => {
    for (const [name, part] of Object.entries(parts)) c.set(name as keyof Parts, part)
    await next()
  })
  app.use(secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'"], fontSrc: ["'self'"], connectSrc: ["'self'"],
      formAction: ["'self'"], frameAncestors: ["'none'"], baseUri: ["'none'"],
    },
    // Only over TLS: a browser that once heard it on plain HTTP would never come back to a portal without a certificate.
    strictTransportSecurity: config.tls ? 'max-age=31536000' : false,
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
  }))
  app.get('/assets/:file', serveAsset)
  app.use(compress())
  app.use(readToEnd)
  const formLimit = bodyLimit({ maxSize: mostFormBytes, onError: c => sayTooLarge(c as Ask) })
  // Files stream past it: withUpload has a limit of its own.
  app.use((c, next) => (isMultipart(c) ? next() : formLimit(c, next)))
  app.use(csrf(config.publicOrigin ? { origin: config.publicOrigin } : {}))
  app.use(async (c, next) => { await next(); if (!c.res.headers.has('cache-control')) c.header('Cache-Control', 'no-store') })
  app.use(signedIn)
  app.use(guarded)
  app.use(counted)

  app.route('/', healthRoutes)
  app.route('/', accountRoutes)
  app.route('/', oidcRoutes)
  app.route('/', meRoutes)
  app.route('/', secondFactorRoutes)
  app.route('/', peopleRoutes)
  app.route('/', invitingRoutes)
  app.route('/', unitRoutes)
  app.route('/', officeRoutes)
  app.route('/', handoverRoutes)
  app.route('/', queueRoutes)
  app.route('/ask', assistantRoutes)
  app.route('/', benchRoutes)
  app.route('/', sourceRoutes)
  app.route('/', nameRoutes) // before /assistant/words/:id
  app.route('/', pinRoutes) // before /assistant/words/:id
  app.route('/', lexiconRoutes)
  app.route('/', faqRoutes)
  app.route('/', templateRoutes)
  app.route('/', savedRoutesOf(ofEnquiries)) // before /enquiries/:id
  app.route('/', changeRoutes) // before /enquiries/:id
  app.route('/', flowRoutes) // before /enquiries/:id
  app.route('/', enquiryRoutes)
  app.route('/', answerRoutes)
  app.route('/', publicationRoutes)
  app.route('/', homeRoutes)
  app.route('/', searchRoutes)
  app.route('/', eventRoutes)
  app.route('/', calendarRoutes)
  app.route('/', deskRoutes)
  app.route('/', registerRoutes) // before /tasks/:id
  app.route('/', savedRoutes)
  app.route('/', batchRoutes)
  app.route('/', taskRoutes)
  app.route('/', documentRoutes) // before /documents/:id
  app.route('/', citingRoutes) // before /documents/:id
  app.route('/', evidenceRoutes)
  app.route('/', figureRoutes)
  app.route('/', propagandaPlanRoutes) // before /propaganda/:id
  app.route('/', pieceRoutes)
  app.route('/', distributionRoutes)
  app.route('/', provingRoutes)
  app.route('/', runRoutes)
  app.route('/', effectRoutes)
  app.route('/', adminRoutes)
  app.route('/', takeAwayRoutes)
  app.route('/', planRoutes)
  app.route('/', seriesRoutes)
  app.route('/', backlogRoutes)
  app.route('/', roomRoutes)
  app.route('/', meetingEditRoutes)
  app.route('/', agendaRoutes)
  app.route('/', meetingRoutes)
  app.route('/', packageRoutes)
  app.route('/', paperRegisterRoutes)
  app.route('/', supplementRoutes)
  app.route('/', paperRoutes)
  app.route('/', conclusionRegisterRoutes)
  app.route('/', conclusionRoutes)
  app.route('/', planTaskRoutes)
  app.route('/', planImportRoutes)
  app.route('/', feedRoutes)
  app.route('/', escalationRoutes)
  app.route('/', mailRoutes)
  app.route('/', notificationRoutes)
  app.route('/', reviewRoutes) // before /procedures/:id
  app.route('/', importRoutes) // before /procedures/:id, which would take its addresses
  app.route('/', reportPartRoutes) // before /periods/:id
  app.route('/', periodicReportRoutes)
  app.route('/', dossierRoutes)
  app.route('/', periodRoutes)
  app.route('/', levelRoutes) // before /procedures/:id
  app.route('/', reorganisingRoutes)
  app.route('/', setRoutes)
  app.route('/', resultRoutes)
  app.route('/', scoringRoutes)
  app.route('/', demandRoutes)
  app.route('/', slipRoutes)
  app.route('/', procedureRoutes)

  app.notFound(c => sayNo(c, new NotFound()))
  app.onError((error, c) => sayNo(c as Ask, error))
  return app
}

// Every field of a procedure at its longest, as a browser encodes Vietnamese, fits in.
const mostFormBytes = 8 * 1024 * 1024

/** Whoever is still sending would see a broken connection in place of our page: what nobody has read is read first, and thrown away. */
const readToEnd = createMiddleware<Portal>(async (c, next) => {
  await next()
  const { raw } = c.req
  if (raw.method !== 'POST' || raw.bodyUsed || !raw.body) return
  let left = mostIgnored
  try { for await (const piece of raw.body as unknown as AsyncIterable<Uint8Array>) if ((left -= piece.length) < 0) return } catch { /* gone */ }
})
const mostIgnored = 256 * 1024 * 1024

function sayTooLarge(c: Ask) {
  const from = URL.parse(c.req.header('referer') ?? '')
  const back = from?.host === new URL(c.req.url).host ? from.pathname + from.search : '/'
  return page(c, 'Nội dung quá dài', 'web/error', {
    title: 'Nội dung quá dài', sentence: `Cổng chỉ nhận đến ${mostFormBytes / 1024 / 1024} MB một lần gửi, nên chưa lưu gì. Bấm nút Quay lại của trình duyệt: điều vừa nhập còn đó. Hãy rút ngắn, hoặc gửi thành nhiều phần.`,
    next: [{ href: back, label: 'Mở lại trang trước' }], reference: null,
  }, 413)
}

/** The page, or for htmx the small notice, that a refusal or a failure becomes. */
function sayNo(c: Ask, error: Error) {
  const refusal = asRefusal(error)
  const reference = refusal ? null : c.get('requestId')
  if (!refusal) log.error({ id: reference, err: error }, 'request failed')
  const { status, title, sentence } = refusal ?? {
    status: 500 as const, title: 'Cổng gặp sự cố',
    sentence: 'Việc vừa làm chưa được lưu. Hãy thử lại; nếu vẫn thế, báo quản trị kèm mã dưới đây.',
  }
  // A fragment request gets a small notice, never a whole page inside a table cell.
  if (c.req.header('HX-Request-Type') === 'partial') {
    c.header('HX-Retarget', '#notice')
    c.header('HX-Reswap', 'innerHTML')
    return c.html(view('web/_refusal', { title, sentence, reference }), status)
  }
  const advice = refusal && refusal.status !== 422 ? `${sentence} ${whatNext[refusal.status]}` : sentence
  const next = c.get('user') ? [{ href: '/', label: 'Về trang Hôm nay' }, { href: '/procedures', label: 'Tìm thủ tục' }] : [{ href: '/sign-in', label: 'Đăng nhập' }]
  return page(c, title, 'web/error', { title, sentence: advice, next, reference }, status)
}

const whatNext = {
  403: 'Nếu công việc của bạn cần đến, hãy nhờ quản trị giao thêm vai trò.',
  404: 'Kiểm tra lại địa chỉ; mục này cũng có thể đã được gỡ hoặc chuyển chỗ.',
}

function asRefusal(error: Error): { status: 403 | 404 | 422; title: string; sentence: string } | null {
  if (error instanceof NotFound) return { status: 404, title: 'Không tìm thấy', sentence: error.what }
  if (error instanceof NotAllowed) return { status: 403, title: 'Không được phép', sentence: error.why }
  if (error instanceof Invalid) return { status: 422, title: 'Chưa lưu được', sentence: Object.values(error.errors).join(' ') }
  if ('status' in error && error.status === 403) return { status: 403, title: 'Không được phép', sentence: 'Yêu cầu này không đến từ trang của cổng. Hãy mở lại trang rồi làm lại.' }
  return null
}
