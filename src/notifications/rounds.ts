// Once a minute: queues the morning digest and sends the mail that waits; now and then tells what the clocks say.
import type { Config } from '../config.ts'
import type { Store } from '../store/store.ts'
import { tellClocks } from './clocks.ts'
import { queueDigests } from './digest.ts'
import { tellEnquiries } from './enquiry-clocks.ts'
import { tellFaqs } from './faq-clocks.ts'
import { sendMails } from './mail.ts'
import { tellMeetings } from './meeting-clocks.ts'
import { tellPeriods } from './period-clocks.ts'
import { tellReviews } from './review-clocks.ts'
import { tellSources } from './source-clocks.ts'

/** Clocks run in days and hours: looking at all open tasks and meetings every minute would tell nothing sooner that matters. */
const clocksEvery = 10

/** One round. Rounds that overlap, or run on two servers, tell and queue nothing twice. */
export async function round({ store, config }: { store: Store; config: Config }, clocksToo: boolean): Promise<void> {
  if (clocksToo) {
    await tellClocks(store, config)
    await tellMeetings(store)
    await tellReviews(store)
    await tellPeriods(store)
    await tellFaqs(store)
    await tellSources(store)
    await tellEnquiries(store, config)
  }
  await queueDigests(store, config)
  await sendMails(store, config)
}

/** Makes rounds until stopped; stopping waits for the one that runs. */
export function startRounds(place: { store: Store; config: Config }, failed: (error: unknown) => void, everyMs = 60_000) {
  let running: Promise<void> | null = null
  let count = 0
  const timer = setInterval(() => { running ??= round(place, count++ % clocksEvery === 0).catch(failed).finally(() => { running = null }) }, everyMs)
  timer.unref()
  return { async stop() { clearInterval(timer); await running } }
}
