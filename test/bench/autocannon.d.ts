// The little of autocannon that the benchmark uses; the package brings no types.
declare module 'autocannon' {
  interface Request { method?: string; path?: string; headers?: Record<string, string>; body?: string | undefined }
  interface Options {
    url: string
    connections: number
    /** Seconds. */
    duration: number
    requests: (Request & { setupRequest(request: Request): Request })[]
  }
  interface Result {
    /** Seconds it took. */
    duration: number
    requests: { total: number }
    /** Milliseconds. */
    latency: { p50: number; p99: number }
    /** Bytes. */
    throughput: { total: number }
    non2xx: number
    errors: number
    timeouts: number
  }
  export default function autocannon(options: Options): Promise<Result>
}
