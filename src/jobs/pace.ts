// How much a long job does at once: as much as nobody has to wait for, on this machine and at this moment.

// Everybody else waits while a batch is written; a request needs the thread some four times before it is answered.
const mostMs = 40
const least = 10

export class Pace {
  /** Records in the next batch. */
  size: number
  readonly #most: number
  #since = performance.now()

  constructor(most: number) { this.#most = most; this.size = Math.min(20, most) }

  /** Hears how long the last batch of `count` records kept the thread, in milliseconds. */
  took(count: number, ms: number): void {
    const wanted = count * Math.min(1.5, Math.max(0.5, mostMs / Math.max(ms, 0.1)))
    this.size = Math.round(Math.min(this.#most, Math.max(least, wanted)))
  }

  /** Lets everybody else go on when the work has had the thread for a while. */
  async breathe(): Promise<void> {
    if (performance.now() - this.#since < 10) return
    await new Promise<void>(resolve => { setImmediate(resolve) })
    this.#since = performance.now()
  }
}
