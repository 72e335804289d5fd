// Where the browser of the journeys is.
export const chromiumPath = process.env.CHROMIUM ?? '/usr/bin/chromium'
